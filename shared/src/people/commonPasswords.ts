/**
 * Words and runs that people pick first, in Russian, in English and in Russian typed on the Latin layout. Compared
 * without case and also without the digits and signs at the end, so `Password2026!` is found under `password`.
 */
const words = `
password passw0rd p@ssword p@ssw0rd passwort passphrase letmein letmeinplease welcome welcomehome iloveyou
iloveyouforever trustno1 sunshine princess dragon monkey football baseball superman batman starwars pokemon
administrator administrator1 admin adminadmin root rootroot toor changeme changemenow default secret topsecret master
qwerty qwertyui qwertyuiop qwertyuiopasdfghjkl qwerty12345 qwerty123456 qwerty1234567890 qwe123qwe123 asdfghjkl
asdfghjklzxcvbnm zxcvbnm zxcvbnmasdfghjkl 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i q1w2e3r4 q1w2e3r4t5
q1w2e3r4t5y6 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedc qazwsxedcrfv zaq12wsx zaq12wsxcde3 qweasdzxc
qweasdzxc123 abcdefghij abcdefghijk abcdefghijklmnop abc123abc123 abcd1234abcd aa12345678 a123456789 q123456789
0123456789 1234567890 12345678910 123456789012 1234567891011 0987654321 9876543210 1122334455 1123581321 1357924680
2468013579 1029384756 1234512345 1231231231 123123123123 1234554321 123456654321 1234567887654321 147258369
1472583690 3692581470 741852963 7418529630 159357456852 159753159753 123321123321 112233445566 11223344556677
0000000000 1111111111 111222333444 7777777777 1234qwerty 12345qwert 12345qwerty 123456qwerty 123qweasdzxc
school schoolschool teacher teacherteacher student myteacher myschool director computer internet samsung
russia russia2020 moscow spartak zenit krasnodar rossiya
пароль парольпароль пароль12345 парольпарольпароль секрет йцукен йцукенг йцукенгшщз йцукенгшщзхъ фывапролд
фывапролджэ ячсмить ячсмитьбю йцукенфывапролдж йцукенячсмить любовь любовьмоя любимая любимый солнышко зайчик котенок
привет приветпривет здравствуй россия москва спартак зенит учитель учительница учитель12345 школа школашкола мояшкола
школа12345 директор директоршколы администратор компьютер интернет мамапапа папамама наташа александр екатерина
gfhjkm gfhjkmgfhjkm gfhjkm12345 ctrhtn qweqweqwe ytrewq poiuytrewq qwertyqwerty asdasdasd zxczxczxc
k.,bvfz k.,jdm k.,bvsq cjkysirj ghbdtn ghbdtnghbdtn hjccbz vjcrdf exbntkm exbntkmybwf irjkf irjkfirjkf
lbhtrnjh flvbybcnhfnjh yfnfif fktrcfylh tarthbyf vfvfgfgf zxcvbn qazwsx wsxedc rjvgm.nth bynthytn gfhjkmgfhjkmgfhjkm
kruglypassword krugkrug krugkrugkrug кругкруг кругкругкруг
`

export const commonPasswords: ReadonlySet<string> = new Set(words.split(/\s+/).filter(Boolean))
