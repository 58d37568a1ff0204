namespace KneeBot.Guardrails;

/// <summary>The rules that must always be there; a rule book without one of them does not start.</summary>
internal static class BuiltInRules
{
    public static readonly string[] Ids =
    [
        "pe", "dvt", "ruptured-cyst", "septic-joint", "post-surgical-infection", "cellulitis", "fracture", "dislocation-vascular",
        "limb-ischaemia", "compartment", "cauda-equina", "foot-drop", "locked-knee", "extensor-rupture", "haemarthrosis",
        "cannot-bear-weight", "gives-way", "tumour", "child", "nec-fasc", "pulsing-lump", "other-emergency", "abuse",
        "self-harm", "self-harm-physical", "diagnosis-request", "dangerous-diagnosis",
    ];
}
