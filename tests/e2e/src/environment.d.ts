interface ImportMetaEnv {
  /** Where the content API answers, such as `https://content.example.org`. */
  readonly VITE_API: string;
}
