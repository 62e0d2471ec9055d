/** Where each language's training text is: folders of SIB-200 and files of the declaration of human rights. */
export interface Origin {
  readonly sib: readonly string[];
  readonly udhr: readonly string[];
}

/** By ISO 639-1 code, the codes of Lingua's test files. Latin has no SIB-200; the declaration's Malay has the older code mly. */
const table = `
af | afr_Latn | afr
ar | arb_Arab | arb
az | azj_Latn | azj_latn
be | bel_Cyrl | bel
bg | bul_Cyrl | bul
bn | ben_Beng | ben
bs | bos_Latn | bos_latn
ca | cat_Latn | cat
cs | ces_Latn | ces
cy | cym_Latn | cym
da | dan_Latn | dan
de | deu_Latn | deu_1901 deu_1996
el | ell_Grek | ell_monotonic
en | eng_Latn | eng
eo | epo_Latn | epo
es | spa_Latn | spa
et | est_Latn | est
eu | eus_Latn | eus
fa | pes_Arab | pes_1 pes_2
fi | fin_Latn | fin
fr | fra_Latn | fra
ga | gle_Latn | gle
gu | guj_Gujr | guj
he | heb_Hebr | heb
hi | hin_Deva | hin
hr | hrv_Latn | hrv
hu | hun_Latn | hun
hy | hye_Armn | hye
id | ind_Latn | ind
is | isl_Latn | isl
it | ita_Latn | ita
ja | jpn_Jpan | jpn jpn_osaka jpn_tokyo
ka | kat_Geor | kat
kk | kaz_Cyrl | kaz
ko | kor_Hang | kor
la |  | lat lat_1
lg | lug_Latn | lug
lt | lit_Latn | lit
lv | lvs_Latn | lav
mi | mri_Latn | mri
mk | mkd_Cyrl | mkd
mn | khk_Cyrl | khk
mr | mar_Deva | mar
ms | zsm_Latn | mly_latn
nb | nob_Latn | nob
nl | nld_Latn | nld
nn | nno_Latn | nno
pa | pan_Guru | pan
pl | pol_Latn | pol
pt | por_Latn | por_BR por_PT
ro | ron_Latn | ron_1993 ron_2006
ru | rus_Cyrl | rus
sk | slk_Latn | slk
sl | slv_Latn | slv
sn | sna_Latn | sna
so | som_Latn | som
sq | als_Latn | als
sr | srp_Cyrl | srp_cyrl
st | sot_Latn | sot
sv | swe_Latn | swe
sw | swh_Latn | swh
ta | tam_Taml | tam tam_LK
te | tel_Telu | tel
th | tha_Thai | tha tha2
tl | tgl_Latn | tgl
tn | tsn_Latn | tsn
tr | tur_Latn | tur
ts | tso_Latn | tso_MZ tso_ZW
uk | ukr_Cyrl | ukr
ur | urd_Arab | urd urd_2
vi | vie_Latn | vie
xh | xho_Latn | xho
yo | yor_Latn | yor
zh | zho_Hans zho_Hant | cmn_hans cmn_hant
zu | zul_Latn | zul
`;

/** The 75 languages with their origins. */
export const languages: ReadonlyMap<string, Origin> = new Map(
  table
    .trim()
    .split("\n")
    .map((line): [string, Origin] => {
      const [code = "", sib = "", udhr = ""] = line.split("|").map((part) => part.trim());
      const list = (text: string): string[] => text.split(" ").filter((one) => one !== "");
      return [code, { sib: list(sib), udhr: list(udhr) }];
    }),
);
