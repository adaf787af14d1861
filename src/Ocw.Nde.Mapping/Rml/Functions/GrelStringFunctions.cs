using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Rml.Functions;

/// <summary>GREL's functions on texts.</summary>
internal static class GrelStringFunctions
{
    private const string Grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<RmlFunction> All { get; } =
    [
        Text("toUpperCase", c => c.Text(0).ToUpperInvariant()),
        Text("string_toUpperCase", c => c.Text(0).ToUpperInvariant()),
        Text("toLowerCase", c => c.Text(0).ToLowerInvariant()),
        Text("string_toLowerCase", c => c.Text(0).ToLowerInvariant()),
        Text("toTitleCase", c => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(c.Text(0).ToLowerInvariant())),
        Text("string_toTitleCase", c => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(c.Text(0).ToLowerInvariant())),
        Text("string_trim", c => c.Text(0).Trim()),
        Text("string_strip", c => c.Text(0).Trim()),
        Text("string_chomp", c => c.Text(0).EndsWith(c.Text(1), StringComparison.Ordinal) ? c.Text(0)[..^c.Text(1).Length] : c.Text(0), Separator()),
        Text("string_replace", Replace, Find(), Replacement()),
        Text("string_replaceChars", ReplaceChars, Find(), Replacement()),
        Text("string_substring", Substring, From(), To()),
        Text("string_md5", c => Convert.ToHexStringLower(Md5(c.Text(0)))),
        Text("string_sha1", c => Convert.ToHexStringLower(Sha1(c.Text(0)))),
        Text("string_sha256", c => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(c.Text(0))))),
        Text("string_unescape", c => WebUtility.HtmlDecode(c.Text(0))),
        Text("escape", Escape, Mode()),
        Text("string_escape", Escape, Mode()),
        Of("string_length", "output_number", c => FunctionValue.Of(c.Text(0).EnumerateRunes().Count())),
        Of("string_indexOf", "output_number", c => FunctionValue.Of(c.Text(0).IndexOf(c.Text(1), StringComparison.Ordinal)), Part()),
        Of("string_lastIndexOf", "output_number", c => FunctionValue.Of(c.Text(0).LastIndexOf(c.Text(1), StringComparison.Ordinal)), Part()),
        Of("string_startsWith", "output_bool", c => FunctionValue.Of(c.Text(0).StartsWith(c.Text(1), StringComparison.Ordinal)), Part()),
        Of("string_endsWith", "output_bool", c => FunctionValue.Of(c.Text(0).EndsWith(c.Text(1), StringComparison.Ordinal)), Part()),
        Of("string_contains", "output_bool", c => FunctionValue.Of(c.Text(0).Contains(c.Text(1), StringComparison.Ordinal)), Part()),
        Of("string_split", "output_array", c => Split(c), Separator()),
        Of("string_match", "output_array", Match, Pattern()),
        new(Grel + "string_concat", [new([Grel + "valueParam", Grel + "valueParameter", Grel + "p_array_a"], IsRequired: true, IsList: true)], Outputs("stringOut"), c => FunctionValue.Of(string.Concat(c.List(0)))),
    ];

    /// <summary>A parameter of GREL by its names.</summary>
    internal static FunctionParameter Parameter(bool isRequired, bool isList, params string[] names) => new([.. names.Select(n => Grel + n)], isRequired, isList);

    /// <summary>The names that outputs of GREL go by.</summary>
    internal static string[] Outputs(string name) => name switch
    {
        "stringOut" => [Grel + "stringOut", Grel + "stringOutput", Grel + "output_string"],
        "output_bool" => [Grel + "output_bool", Grel + "boolOut", Grel + "o_bool"],
        "output_number" => [Grel + "output_number", Grel + "numberOut", Grel + "o_number"],
        "output_array" => [Grel + "output_array", Grel + "o_array", Grel + "stringOut"],
        _ => [Grel + name],
    };

    /// <summary>A regular expression of a mapping, with a ceiling of time; <see langword="null"/> for what is none.</summary>
    internal static Regex? RegexOf(string pattern, RmlOptions options)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, options.RegexTimeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static RmlFunction Text(string name, Func<FunctionCall, string?> run, params FunctionParameter[] more) =>
        Of(name, "stringOut", c => FunctionValue.Of(run(c)), more);

    private static RmlFunction Of(string name, string output, Func<FunctionCall, IEnumerable<FunctionValue>> run, params FunctionParameter[] more) =>
        new(Grel + name, [Parameter(true, false, "valueParam", "valueParameter"), .. more], Outputs(output), run);

    private static FunctionParameter Find() => Parameter(true, false, "param_find", "p_string_find");

    private static FunctionParameter Replacement() => Parameter(true, false, "param_replace", "p_string_replace");

    private static FunctionParameter Separator() => Parameter(true, false, "p_string_sep", "param_sep", "p_string_separator");

    private static FunctionParameter Part() => Parameter(true, false, "string_sub", "valueParam2", "valueParameter2", "p_string_sub");

    private static FunctionParameter Pattern() => Parameter(true, false, "p_string_regex", "param_regex", "p_string_pattern");

    private static FunctionParameter From() => Parameter(true, false, "p_int_i_from", "param_int_i_from");

    private static FunctionParameter To() => Parameter(false, false, "p_int_i_opt_to", "param_int_i_opt_to", "p_int_i_to");

    private static FunctionParameter Mode() => Parameter(true, false, "modeParam", "modeParameter");

    private static string? Replace(FunctionCall call)
    {
        var (text, find, replacement) = (call.Text(0), call.Text(1), call.Text(2));
        if (find.Length == 0)
            return text;
        // GREL writes a regular expression between slashes.
        return find is ['/', .. var pattern, '/'] && pattern.Length > 0 ? RegexOf(pattern, call.Options)?.Replace(text, replacement) : text.Replace(find, replacement, StringComparison.Ordinal);
    }

    private static string ReplaceChars(FunctionCall call)
    {
        var (find, replacement) = (call.Text(1), call.Text(2));
        var text = new StringBuilder();
        foreach (var c in call.Text(0))
        {
            var at = find.IndexOf(c, StringComparison.Ordinal);
            if (at < 0)
                text.Append(c);
            else if (at < replacement.Length)
                text.Append(replacement[at]);
        }

        return text.ToString();
    }

    // From and to count characters from 0; from the end when they are negative. Beyond the text there is nothing.
    private static string? Substring(FunctionCall call)
    {
        var text = call.Text(0);
        if (call.Integer(1) is not { } from || (call[2] is not null && call.Integer(2) is null))
            return null;
        var start = from < 0 ? text.Length + from : from;
        var end = call.Integer(2) is not { } to ? text.Length : to < 0 ? text.Length + to : Math.Min(to, text.Length);
        return start < 0 || start > text.Length || end < start ? null : text[start..end];
    }

    private static string? Escape(FunctionCall call) => call.Text(1) switch
    {
        "html" or "xml" => WebUtility.HtmlEncode(call.Text(0)),
        "url" => Uri.EscapeDataString(call.Text(0)),
        "csv" => call.Text(0).AsSpan().ContainsAny(",\"\r\n") ? $"\"{call.Text(0).Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : call.Text(0),
        "javascript" => System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(call.Text(0)),
        _ => null,
    };

    private static IEnumerable<FunctionValue> Split(FunctionCall call) =>
        (call.Text(1) is ['/', .. var pattern, '/'] && pattern.Length > 0 ? RegexOf(pattern, call.Options)?.Split(call.Text(0)) ?? [] : call.Text(0).Split(call.Text(1)))
            .Select(part => new FunctionValue(part));

    private static IEnumerable<FunctionValue> Match(FunctionCall call) =>
        RegexOf($"^(?:{call.Text(1).Trim('/')})$", call.Options) is { } regex && regex.Match(call.Text(0)) is { Success: true } match
            ? match.Groups.Values.Skip(1).Where(g => g.Success).Select(g => new FunctionValue(g.Value))
            : [];

    // The functions are asked for by name: identifiers and file names in existing data are made with them, nothing is protected by them.
#pragma warning disable CA5350, CA5351
    private static byte[] Md5(string text) => MD5.HashData(Encoding.UTF8.GetBytes(text));

    private static byte[] Sha1(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350, CA5351
}
