using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Folding;

/// <summary>A label taken apart: its words, the qualifiers in brackets at its end, the years, and the inversion at its comma.</summary>
/// <remarks>
/// «Rijn, Rembrandt van (1606-1669)» has base «Rijn, Rembrandt van», direct form «rembrandt van rijn» and the years 1606 and 1669;
/// «Suriname (Zuid-Amerika)» has base «Suriname» and the qualifier «zuid amerika». A bracket at the start («(symbolic) representations») is no qualifier.
/// </remarks>
public sealed partial class LabelForm
{
    private LabelForm(string text, string @base, IReadOnlyList<string> qualifiers, LifeYears years)
    {
        Text = text;
        Base = @base;
        Qualifiers = qualifiers;
        Years = years;
        Folded = TextFolder.Fold(text);
        var comma = SingleComma(@base);
        IsInverted = comma > 0;
        Direct = IsInverted
            ? TextFolder.Fold(string.Concat(@base.AsSpan(comma + 1), " ", @base.AsSpan(0, comma)))
            : ReferenceEquals(@base, text) ? Folded : TextFolder.Fold(@base);
    }

    /// <summary>The label as it was written.</summary>
    public string Text { get; }

    /// <summary>The label without qualifiers and years, not folded.</summary>
    public string Base { get; }

    /// <summary>The qualifiers, folded, in their order; years are not among them.</summary>
    public IReadOnlyList<string> Qualifiers { get; }

    /// <summary>The years that the label itself gives.</summary>
    public LifeYears Years { get; }

    /// <summary>The whole label, folded, in the order in which it was written.</summary>
    public string Folded { get; }

    /// <summary>The base, folded, with the inversion at its only comma undone.</summary>
    public string Direct { get; }

    /// <summary>The words of the base in ordinal order: equal for «Rembrandt van Rijn» and «Rijn, Rembrandt van».</summary>
    public string Sorted => field ??= TextFolder.SortWords(Direct);

    /// <summary>Whether the base has exactly one comma, as inverted names have.</summary>
    public bool IsInverted { get; }

    /// <summary>Whether nothing is left to compare.</summary>
    public bool IsEmpty => Direct.Length == 0;

    /// <summary>Takes a label apart.</summary>
    public static LabelForm Parse(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var text = label.Trim();
        var rest = text.AsSpan();
        List<string>? qualifiers = null;
        LifeYears years = default;

        while (TrailingBracket(rest) is var open and > 0)
        {
            var inside = rest[(open + 1)..^1];
            if (years.IsEmpty && LifeYears.TryParse(inside, out var found))
                years = found;
            else if (TextFolder.Fold(inside) is { Length: > 0 } folded)
                (qualifiers ??= []).Insert(0, folded);
            rest = rest[..open].TrimEnd();
        }

        if (years.IsEmpty && rest.ContainsAnyInRange('0', '9') && YearsAtEnd().Match(rest.ToString()) is { Success: true } match
            && LifeYears.TryParse(match.Groups["years"].ValueSpan, out var suffix))
        {
            years = suffix;
            rest = rest[..match.Index].TrimEnd();
        }

        if (HyphenQualifier(rest) is var hyphen and > 0 && TextFolder.Fold(rest[(hyphen + 1)..]) is { Length: > 0 } after)
        {
            (qualifiers ??= []).Insert(0, after);
            rest = rest[..hyphen].TrimEnd();
        }

        return new LabelForm(text, rest.Length == text.Length ? text : rest.ToString(), qualifiers ?? (IReadOnlyList<string>)[], years);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // «Groningen -Suriname», «Boni- Somalië»: a hyphen with a space on one side only sets a qualifier apart. After a short word it is part of a name: «al- Rahman»,
    // and before a word in lower case it stands for part of a compound: «voor- en achterzijde».
    private static int HyphenQualifier(ReadOnlySpan<char> text)
    {
        var hyphen = text.LastIndexOf('-');
        if (hyphen < 4 || hyphen == text.Length - 1 || text.Contains(',') || text[hyphen - 1] == ' ' == (text[hyphen + 1] == ' '))
            return -1;
        if (!char.IsUpper(text[hyphen + 1] == ' ' && hyphen + 2 < text.Length ? text[hyphen + 2] : text[hyphen + 1]))
            return -1;
        var before = text[..hyphen].TrimEnd();
        return before.Length - (before.LastIndexOf(' ') + 1) >= 4 ? hyphen : -1;
    }

    // The opening bracket that belongs to the closing one at the end, if something stands before it.
    private static int TrailingBracket(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[^1] is not (')' or ']'))
            return -1;
        var close = text[^1];
        var open = close == ')' ? '(' : '[';
        var depth = 0;
        for (var i = text.Length - 1; i > 0; i--)
        {
            if (text[i] == close)
                depth++;
            else if (text[i] == open && --depth == 0)
                return HasWord(text[..i]) ? i : -1;
        }

        return -1;
    }

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                return true;
        }

        return false;
    }

    private static int SingleComma(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && comma < text.Length - 1 && text.IndexOf(',', comma + 1) < 0 ? comma : -1;
    }

    // Years after a comma at the end of a name: «Rijn, Rembrandt van, 1606-1669». A lone year stays part of the label.
    [GeneratedRegex(@",\s*(?<years>(?:ca?\.\s*)?\d{3,4}\s*[-–—]\s*(?:ca?\.\s*)?(?:\d{3,4})?)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex YearsAtEnd();
}
