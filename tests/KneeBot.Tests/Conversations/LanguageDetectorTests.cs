using KneeBot.Conversations;

namespace KneeBot.Tests.Conversations;

public sealed class LanguageDetectorTests
{
    private static readonly LanguageDetector Detector = LanguageDetector.Load();

    [Theory]
    [InlineData("es", "Me duele mucho la rodilla desde hace dos semanas, ¿qué puedo hacer?")]
    [InlineData("es", "dolor de rodilla al caminar")]
    [InlineData("es", "Hola, ¿cuándo puedo volver a correr después de la operación?")]
    [InlineData("es", "tengo la rodilla hinchada y no puedo doblarla")]
    [InlineData("es", "¿Qué es un quiste de Baker?")]
    [InlineData("es", "me duele la rodilla por detrás")]
    [InlineData("es", "que tengo yo en la rodilla, me duele atras al agacharme")]
    [InlineData("fr", "j'ai mal derrière le genou")]
    [InlineData("de", "Warum habe ich Schmerzen im Knie?")]
    [InlineData("it", "ho dolore dietro il ginocchio")]
    [InlineData("pt", "tenho dor atrás do joelho")]
    [InlineData("nl", "ik heb pijn achter mijn knie")]
    [InlineData("pl", "boli mnie kolano")]
    [InlineData("tr", "dizim çok ağrıyor neden")]
    [InlineData("ru", "у меня болит колено")]
    [InlineData("uk", "у мене болить коліно")]
    [InlineData("ar", "عندي ألم في الركبة")]
    [InlineData("hi", "मेरे घुटने में दर्द है")]
    [InlineData("zh", "膝盖后面疼")]
    [InlineData("ko", "무릎 뒤가 아파요")]
    [InlineData("id", "saya sakit lutut di belakang")]
    [InlineData("pt", "Estou com dor atrás do joelho há três dias, o que devo fazer?")]
    [InlineData("pt", "meu joelho está inchado e não consigo dobrar a perna")]
    [InlineData("fr", "J'ai mal derrière le genou depuis trois jours, que faire ?")]
    [InlineData("fr", "Bonjour, est-ce que je peux courir avec un kyste de Baker ?")]
    [InlineData("fr", "j'ai le genou gonflé")]
    [InlineData("de", "Ich habe seit einer Woche Schmerzen in der Kniekehle. Was kann ich tun?")]
    [InlineData("de", "mein knie tut weh beim treppensteigen")]
    [InlineData("de", "Was ist eine Bakerzyste und muss ich zum Arzt?")]
    [InlineData("it", "Ho un dolore dietro il ginocchio quando cammino, cosa posso fare?")]
    [InlineData("it", "Buongiorno, mi fa male il ginocchio da ieri")]
    [InlineData("nl", "Ik heb al drie weken pijn achter mijn knie, wat moet ik doen?")]
    [InlineData("nl", "mijn knie is dik en doet zeer")]
    [InlineData("pl", "Od tygodnia boli mnie kolano, co mogę zrobić?")]
    [InlineData("pl", "Dzień dobry, czy mogę biegać z bólem kolana?")]
    [InlineData("ro", "Mă doare genunchiul de două săptămâni, ce pot să fac?")]
    [InlineData("tr", "Üç gündür dizimin arkası ağrıyor, ne yapmalıyım?")]
    [InlineData("tr", "dizim şişti doktora gitmeli miyim")]
    [InlineData("vi", "Tôi bị đau đầu gối hai tuần nay, tôi phải làm gì?")]
    [InlineData("id", "Lutut saya sakit sejak kemarin, apa yang harus saya lakukan?")]
    [InlineData("id", "lutut saya bengkak dan saya tidak boleh berjalan")]
    [InlineData("tl", "Masakit ang tuhod ko, ano ang dapat kong gawin?")]
    [InlineData("sw", "Goti langu linauma sana tangu jana, nifanye nini?")]
    [InlineData("sv", "Jag har ont i knät sedan en vecka, vad ska jag göra?")]
    [InlineData("da", "Jeg har haft ondt i knæet i en uge, hvad skal jeg gøre?")]
    [InlineData("nb", "Jeg har hatt vondt i kneet i en uke, hva bør jeg gjøre?")]
    [InlineData("fi", "Polveni on ollut kipeä viikon, mitä minun pitäisi tehdä?")]
    [InlineData("cs", "Už týden mě bolí koleno, co mám dělat?")]
    [InlineData("hu", "Egy hete fáj a térdem, mit csináljak?")]
    [InlineData("hr", "Boli me koljeno već tjedan dana, što mogu učiniti?")]
    [InlineData("so", "Jilibka ayaa i xanuunaya, maxaan sameeyaa waxaan u baahanahay dhakhtar")]
    [InlineData("sq", "Më dhemb gjuri prej një jave, çfarë duhet të bëj?")]
    [InlineData("hi", "mere ghutne mein bahut dard ho raha hai kya karu")]
    [InlineData("ru", "У меня болит колено уже неделю, что делать?")]
    [InlineData("uk", "У мене болить коліно вже тиждень, що робити?")]
    [InlineData("bg", "Боли ме коляното от една седмица, какво да правя?")]
    [InlineData("sr", "Боли ме колено већ недељу дана, шта да радим?")]
    [InlineData("el", "Πονάει το γόνατό μου εδώ και μια εβδομάδα, τι να κάνω;")]
    [InlineData("he", "כואבת לי הברך כבר שבוע, מה לעשות?")]
    [InlineData("ar", "ركبتي تؤلمني منذ أسبوع، ماذا أفعل؟")]
    [InlineData("ar", "عندي ألم خلف الركبة")]
    [InlineData("fa", "زانوی من یک هفته است که درد می‌کند، چه کار کنم؟")]
    [InlineData("ur", "میرے گھٹنے میں ایک ہفتے سے درد ہے، کیا کروں؟")]
    [InlineData("ps", "زما زنګون خوږېږي، څه وکړم؟")]
    [InlineData("hi", "मेरे घुटने में एक हफ्ते से दर्द है, क्या करूं?")]
    [InlineData("mr", "माझा गुडघा एक आठवड्यापासून दुखत आहे, काय करू?")]
    [InlineData("ne", "मेरो घुँडा एक हप्तादेखि दुखेको छ, के गर्नु हुन्छ?")]
    [InlineData("bn", "আমার হাঁটুতে এক সপ্তাহ ধরে ব্যথা, কী করব?")]
    [InlineData("pa", "ਮੇਰੇ ਗੋਡੇ ਵਿੱਚ ਇੱਕ ਹਫ਼ਤੇ ਤੋਂ ਦਰਦ ਹੈ")]
    [InlineData("gu", "મારા ઘૂંટણમાં દુખાવો છે, શું કરું?")]
    [InlineData("ta", "எனக்கு முழங்கால் வலி, என்ன செய்வது?")]
    [InlineData("te", "నా మోకాలు నొప్పిగా ఉంది, ఏమి చేయాలి?")]
    [InlineData("kn", "ನನ್ನ ಮೊಣಕಾಲು ನೋಯುತ್ತಿದೆ")]
    [InlineData("ml", "എന്റെ കാൽമുട്ട് വേദനിക്കുന്നു")]
    [InlineData("th", "ฉันปวดเข่ามาหนึ่งสัปดาห์แล้ว ควรทำอย่างไร")]
    [InlineData("zh", "我的膝盖疼了一个星期,该怎么办?")]
    [InlineData("zh", "膝盖后面有MRI吗")]
    [InlineData("ja", "一週間前から膝の裏が痛いです。どうすればいいですか?")]
    [InlineData("ja", "膝が痛い")]
    [InlineData("ko", "일주일 전부터 무릎이 아파요. 어떻게 해야 하나요?")]
    [InlineData("pl", "co to jest zakrzepica")] // short, and without accents
    [InlineData("pl", "jak leczyc torbiel")]
    [InlineData("pl", "jakie sa objawy")]
    [InlineData("fr", "symptomes d'une phlebite")]
    [InlineData("de", "was ist eine thrombose")]
    [InlineData("nl", "symptomen van trombose")]
    [InlineData("id", "berapa lama sembuh")]
    [InlineData("da", "hvor laenge varer det")]
    [InlineData("cs", "jak dlouho to trva")]
    [InlineData("hr", "koliko dugo traje")]
    public void AMessageInAnotherLanguageIsTold(string language, string message) => Detector.Detect(message).ShouldBe(language);

    [Theory]
    [InlineData("my nee hurst alot wen i go dwn stares")] // misspelt
    [InlineData("swolen nee wat do")]
    [InlineData("bakers sist wot is it")]
    [InlineData("nee pane")]
    [InlineData("kne pane bak")]
    [InlineData("knee paining sir")]
    [InlineData("wetin dey cause pain for back of knee")]
    [InlineData("what is la knee")]
    [InlineData("bonjour, what helps with a Baker's cyst?")]
    [InlineData("DVT")]
    [InlineData("x")]
    [InlineData("🙂")]
    [InlineData("abeg my leg dey pain me well well, wetin I go do?")] // Nigerian Pidgin
    [InlineData("oga na so e dey pain me since, no be small tin")]
    [InlineData("e don swell, abeg help")]
    [InlineData("ma knee's fair gowpin the day, whit dae ah dae?")] // Scots
    [InlineData("ma hough is awfy sair an a cannae bend it")]
    [InlineData("och ma auld knees are wabbit")]
    [InlineData("aiyo my knee damn pain leh, can jog or not ah?")] // Singlish
    [InlineData("alamak knee pain again lah, how like dat")]
    [InlineData("y does da bk of ma kn hrt wen i rn lol")] // text-speak
    [InlineData("tbh idk wat 2 do abt dis pls hlp")]
    [InlineData("k thx m8 l8r")]
    [InlineData("My rodilla is very hinchada, what do I do?")] // code-mixed
    [InlineData("tengo pain in my knee desde ayer")]
    [InlineData("mujhe knee pain hai kya karu")]
    [InlineData("ghutne me pain ho raha hai doctor please help")]
    [InlineData("我的knee很痛")]
    [InlineData("膝盖 pain what to do")]
    [InlineData("что такое baker's cyst")]
    [InlineData("Masakit ang knee ko, what should I do?")]
    [InlineData("mу knее hurts")] // look-alike letters
    [InlineData("Dr. Jean-Pierre Dubois et al. La Clinique")] // names
    [InlineData("me no a")]
    [InlineData("no me")]
    [InlineData("a la carte")]
    [InlineData("on me an in so")]
    [InlineData("µ π Ω")]
    [InlineData("ok")]
    [InlineData("")]
    [InlineData("??? 12 !!")]
    [InlineData("Die hard fan, was in a man van")]
    [InlineData("Lateral collateral genu valgum et varum")]
    [InlineData("wat is cyst")] // short and misspelt
    [InlineData("simptoms of trombosis")]
    [InlineData("trombose how long")]
    [InlineData("cyste or dvt")]
    [InlineData("artrose pane")]
    public void EnglishOfEveryKindAndWhatIsUnclearIsEnglish(string message) => Detector.Detect(message).ShouldBeNull();

    [Fact]
    public void EveryLanguageHasItsSentenceAndEverySentenceItsLanguage()
    {
        var told = LanguageProfiles.Load().Languages.Select(language => language.Text).Distinct().Order(StringComparer.Ordinal).ToArray();
        new OtherLanguage().Sentences.Keys.Order(StringComparer.Ordinal).ShouldBe(told);
        told.Length.ShouldBeGreaterThanOrEqualTo(22);
    }

    public static TheoryData<string> Sentences() => [.. new OtherLanguage().Sentences.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void EverySentenceIsToldAsItsOwnLanguage(string language) => Detector.Detect(new OtherLanguage().Sentences[language]).ShouldBe(language);
}
