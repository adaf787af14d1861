using System.Globalization;
using System.Text;

namespace Ocw.Nde.Mapping.Rml.Functions;

/// <summary>IDLab's functions.</summary>
internal static class IdlabFunctions
{
    private const string Idlab = "https://w3id.org/imec/idlab/function#";
    private const string Grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<RmlFunction> All { get; } =
    [
        Of("alwaysReturnsABC", "_stringOut", _ => FunctionValue.Of("ABC")),
        Of("toUpperCaseURL", "_stringOut", ToUpperCaseUrl, Str()),
        Of("slugify", "_stringOut", c => FunctionValue.Of(Slug(c.Text(0))), Str()),
        Of("trueCondition", "_stringOut", c => FunctionValue.Of(c.Truth(0) ? c.Text(1) : null), Single("_strBoolean", "strBoolean"), Str()),
        Of("equal", "_boolOut", c => FunctionValue.Of(c.Text(0) == c.Text(1)), First(), Second()),
        Of("notEqual", "_boolOut", c => FunctionValue.Of(c.Text(0) != c.Text(1)), First(), Second()),
        Of("isNull", "_boolOut", c => FunctionValue.Of(c[0] is null), Str() with { IsRequired = false }),
        Of("isNotNull", "_boolOut", c => FunctionValue.Of(c[0] is not null), Str() with { IsRequired = false }),
        Of("inRange", "_boolOut", InRange, Single("p_test", "_test"), Optional("p_from", "_from"), Optional("p_to", "_to")),
        Of("concat", "_stringOut", c => FunctionValue.Of(c.Text(0) + c[2] + c.Text(1)), Str(), Single("_otherStr", "otherStr"), Optional("delimiter", "_delimiter")),
        Of("concatSequence", "_stringOut", c => FunctionValue.Of(string.Join(c[1] ?? "", c.List(0))), new([Idlab + "_seq", Idlab + "seq", Grel + "p_array_a"], true, true), Optional("delimiter", "_delimiter")),
        Of("stringContainsOtherString", "_boolOut", StringContains, Str(), Single("_otherStr", "otherStr"), Optional("delimiter", "_delimiter")),
        Of("listContainsElement", "_boolOut", c => FunctionValue.Of(c.List(0).Contains(c.Text(1), StringComparer.Ordinal)), new([Idlab + "_list", Idlab + "list"], true, true), Str()),
        Of("decide", "_stringOut", c => FunctionValue.Of(c.Text(0) == c.Text(1) ? c.Text(2) : null), Str(), Single("expectedStr", "_expectedStr"), Single("result", "_result")),
        Of("normalizeDate", "_stringOut", c => FunctionValue.Of(Date(c, "yyyy-MM-dd")), Single("strDate", "_strDate"), Single("pattern", "_pattern")),
        Of("normalizeDateTime", "_stringOut", c => FunctionValue.Of(Date(c, "yyyy-MM-dd'T'HH:mm:ss")), Single("strDate", "_strDate"), Single("pattern", "_pattern")),
        Of("getMIMEType", "_stringOut", c => FunctionValue.Of(MediaType(c.Text(0))), Str()),
    ];

    private static RmlFunction Of(string name, string output, Func<FunctionCall, IEnumerable<FunctionValue>> run, params FunctionParameter[] parameters) =>
        new(Idlab + name, parameters, [Idlab + output, Idlab + output.TrimStart('_'), Grel + (output == "_boolOut" ? "output_bool" : "stringOut")], run);

    private static FunctionParameter Str() => new([Idlab + "str", Idlab + "_str", Grel + "valueParam", Grel + "valueParameter"], true, false);

    private static FunctionParameter First() => new([Grel + "valueParam", Grel + "valueParameter", Idlab + "str"], true, false);

    private static FunctionParameter Second() => new([Grel + "valueParam2", Grel + "valueParameter2", Idlab + "otherStr"], true, false);

    private static FunctionParameter Single(params string[] names) => new([.. names.Select(n => Idlab + n)], true, false);

    private static FunctionParameter Optional(params string[] names) => new([.. names.Select(n => Idlab + n)], false, false);

    private static IEnumerable<FunctionValue> ToUpperCaseUrl(FunctionCall call)
    {
        var text = call.Text(0);
        var hasScheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return FunctionValue.Of(hasScheme ? text.ToUpperInvariant() : "http://" + text.ToUpperInvariant());
    }

    // Letters without their accents, everything else a hyphen.
    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    private static IEnumerable<FunctionValue> InRange(FunctionCall call)
    {
        if (call.Number(0) is not { } test)
            return [];
        return FunctionValue.Of((call.Number(1) is not { } from || test >= from) && (call.Number(2) is not { } to || test < to));
    }

    private static IEnumerable<FunctionValue> StringContains(FunctionCall call) => FunctionValue.Of(
        call[2] is { Length: > 0 } delimiter ? call.Text(0).Split(delimiter).Contains(call.Text(1), StringComparer.Ordinal) : call.Text(0).Contains(call.Text(1), StringComparison.Ordinal));

    // Patterns are Java's: of the letters that dates need, only u (year) is called otherwise here.
    private static string? Date(FunctionCall call, string format) =>
        DateTime.TryParseExact(call.Text(0).Trim(), call.Text(1).Replace('u', 'y'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString(format, CultureInfo.InvariantCulture)
            : null;

    private static string? MediaType(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".CSV" => "text/csv",
        ".JSON" => "application/json",
        ".XML" => "application/xml",
        ".NT" => "application/n-triples",
        ".NQ" => "application/n-quads",
        ".TTL" => "text/turtle",
        ".TRIG" => "application/trig",
        ".JSONLD" => "application/ld+json",
        ".RDF" => "application/rdf+xml",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".PNG" => "image/png",
        ".TIF" or ".TIFF" => "image/tiff",
        ".PDF" => "application/pdf",
        _ => null,
    };
}
