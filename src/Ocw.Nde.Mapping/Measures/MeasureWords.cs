using System.Collections.Frozen;

namespace Ocw.Nde.Mapping.Measures;

/// <summary>The words of measures in Dutch, English, German and French: what is measured, in which unit, and of which part.</summary>
internal static class MeasureWords
{
    private static readonly FrozenDictionary<string, MeasureKind> Kinds = Words(
        (MeasureKind.Height, "hoogte h hoog ho hgt height high höhe hoch hauteur haut"),
        (MeasureKind.Width, "breedte b br breed w width wide breite breit largeur large"),
        (MeasureKind.Depth, "diepte d dp diep depth deep tiefe tief profondeur dikte dik thickness thick dicke épaisseur"),
        (MeasureKind.Length, "lengte l lang lg length long länge longueur"),
        (MeasureKind.Diameter, "diameter diam ø ⌀ dia doorsnede doorsnee durchmesser diamètre dm."),
        (MeasureKind.Weight, "gewicht gew weight weighs gewichts poids"));

    private static readonly FrozenDictionary<string, MeasureUnit> Units = new (string Words, MeasureUnit Unit)[]
    {
        ("mm millimeter millimeters millimetre millimetres", new("MMT", false)),
        ("cm centimeter centimeters centimetre centimetres zentimeter", new("CMT", false)),
        ("dm decimeter decimeters", new("DMT", false)),
        ("m meter meters metre metres mètre mètres mtr", new("MTR", false)),
        ("km kilometer kilometers", new("KMT", false)),
        ("inch inches in \" ″ ” duim", new("INH", false)),
        ("ft foot feet voet", new("FOT", false)),
        ("mg milligram", new("MGM", true)),
        ("g gr gram grams gramme grammes grammen", new("GRM", true)),
        ("kg kilo kilogram kilograms kilogramme kilogrammes", new("KGM", true)),
        ("lb lbs pound pounds", new("LBR", true)),
        ("oz ounce ounces", new("ONZ", true)),
        ("ton tonne tonnes", new("TNE", true)),
    }.SelectMany(u => u.Words.Split(' ').Select(word => (word, u.Unit))).ToFrozenDictionary(u => u.word, u => u.Unit, StringComparer.OrdinalIgnoreCase);

    // The object as a whole, and what bears its image; a frame, a mount or a sheet is a part.
    private static readonly FrozenSet<string> Wholes = "geheel totaal totale total overall object objekt objet whole ensemble gesamt algemeen drager support unconfirmed maat maten afmeting afmetingen formaat dimensions dimension size".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Ambiguous = "in ton voet duim pound ounce gr".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Fillers = "bij by en and und et of or circa ca ca. c. approx about ongeveer ± ± van the de het ongev max min maximaal minimaal max. min.".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a word says is measured.</summary>
    public static MeasureKind KindOf(string word) => Kinds.GetValueOrDefault(word.TrimEnd('.'));

    /// <summary>Whether a unit is a word of another meaning when it does not stand behind a number: «2 delen in 1 doos».</summary>
    public static bool IsAmbiguousUnit(string word) => word.TrimEnd('.').Length == 1 || Ambiguous.Contains(word.TrimEnd('.'));

    /// <summary>The unit that a word or sign is.</summary>
    public static MeasureUnit? UnitOf(string word) => Units.GetValueOrDefault(word.TrimEnd('.'));

    /// <summary>Whether a word says nothing of what is measured.</summary>
    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>Whether a word means the object as a whole.</summary>
    public static bool IsWhole(string word) => Wholes.Contains(word);

    private static FrozenDictionary<string, MeasureKind> Words(params (MeasureKind Kind, string Words)[] kinds) =>
        kinds.SelectMany(k => k.Words.Split(' ').Select(word => (word, k.Kind))).ToFrozenDictionary(k => k.word, k => k.Kind, StringComparer.OrdinalIgnoreCase);
}
