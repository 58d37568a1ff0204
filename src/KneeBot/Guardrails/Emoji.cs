namespace KneeBot.Guardrails;

/// <summary>Pictures that carry a finding, as words of the lexicon. Others are dropped.</summary>
internal static class Emoji
{
    public static readonly Dictionary<int, string> Words = new()
    {
        [0x1F525] = "hot", // fire
        [0x1F975] = "hot", // hot face
        [0x1F976] = "cold", // cold face
        [0x1F9CA] = "ice cold", // ice
        [0x1F321] = "temperature", // thermometer
        [0x1F912] = "fever", // face with thermometer
        [0x1F922] = "feeling sick", // nauseated
        [0x1F92E] = "vomiting", // vomiting
        [0x1FA78] = "blood", // drop of blood
        [0x1F534] = "red", // red circle
        [0x1F7E3] = "purple", // purple circle
        [0x26AB] = "black", // black circle
        [0x1F388] = "balloon", // balloon
        [0x1F9B5] = "leg", // leg
        [0x1F9B6] = "foot", // foot
        [0x1F494] = "broken heart",
    };
}
