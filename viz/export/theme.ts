/** The colours of a picture, except those of its lines. */
export interface PictureTheme {
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly faint: string;
  readonly accent: string;
}

export const pictureThemes: Readonly<Record<'light' | 'dark', PictureTheme>> = {
  light: { surface: '#ffffff', ink: '#1d1f21', inkSoft: '#5c6066', faint: '#b9b9b3', accent: '#0a7d74' },
  dark: { surface: '#1b1e21', ink: '#e9eaec', inkSoft: '#a1a8af', faint: '#4d545a', accent: '#4cc2b5' },
};
