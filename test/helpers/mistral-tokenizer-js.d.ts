declare module "mistral-tokenizer-js" {
  const tokenizer: { vocabById: string[]; merges: Map<string, number> };
  export default tokenizer;
}
