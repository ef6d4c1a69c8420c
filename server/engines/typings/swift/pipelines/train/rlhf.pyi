from swift.arguments import RLHFArguments

class SwiftRLHF:
    args: RLHFArguments
