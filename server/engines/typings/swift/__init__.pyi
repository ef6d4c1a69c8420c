from swift import arguments as arguments
