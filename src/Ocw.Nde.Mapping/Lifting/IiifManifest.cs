using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Writes a IIIF manifest (Presentation API 2.1 and 3.0) so that rules and queries can read it: texts with their language, and metadata pairs as fields called by their label.</summary>
/// <remarks>
/// <c>"label": { "nl": ["Brief"] }</c> (3.0 §4) and <c>"label": { "@value": "Brief", "@language": "nl" }</c> (2.1 §4.3) both become <c>label</c>, «Brief» in Dutch;
/// <c>{ "label": "Maker", "value": "Jan" }</c> becomes <c>metadata.maker</c>. A pair whose values are one text in several languages is marked <c>@translated</c>.
/// </remarks>
internal static partial class IiifManifest
{
    private const int LongestLabel = 80;

    private static readonly HashSet<string> Texts = new(["label", "summary", "description", "attribution", "value"], StringComparer.Ordinal);

    // Which of several labels names a field: the first of these languages that it has.
    private static readonly string[] Languages = ["nl", "en"];

    /// <summary>Whether a lifted JSON object is a manifest, or another resource of the Presentation API.</summary>
    public static bool Is(SourceNode root) =>
        root.Children.Any(child => child is { Field.Name: "@context", Text: { } context } && (context.Contains("iiif.io/api/presentation/", StringComparison.Ordinal) || context.Contains("shared-canvas.org/ns/", StringComparison.Ordinal)));

    /// <summary>Writes it anew, in place.</summary>
    /// <param name="root">The manifest.</param>
    /// <param name="denied">Takes the names of metadata pairs that are for internal use.</param>
    public static void Arrange(SourceNode root, HashSet<string> denied)
    {
        foreach (var child in root.Children.ToList())
            Arrange(child, denied);
        foreach (var text in root.Children.Where(child => Texts.Contains(child.Field.Name)).ToList())
            WriteText(root, text);
        foreach (var pair in root.Children.Where(child => child.Field.Name == "metadata").ToList())
            WritePair(root, pair, denied);
    }

    // A language map, or an object with value and language, becomes one text for each.
    private static void WriteText(SourceNode parent, SourceNode text)
    {
        if (text.HasText)
        {
            Add(parent, text.Field, text.Text!, null);
        }
        else if (text.Children.FirstOrDefault(c => c.Field.Name == "@value") is { Text: { } value })
        {
            Add(parent, text.Field, value, text.Children.FirstOrDefault(c => c.Field.Name == "@language")?.Text);
        }
        else if (text.Children.Count > 0 && text.Children.All(c => c.Text is not null && LanguageKey().IsMatch(c.Field.Name)))
        {
            foreach (var words in text.Children)
                Add(parent, text.Field, words.Text!, words.Field.Name is "none" or "@none" ? null : words.Field.Name);
        }
        else
        {
            return;
        }

        parent.RemoveChildren(child => child == text);
    }

    // Some HTML is allowed in texts that begin with < and end with > (3.0 §4.5): its words are kept, and the address of the first link.
    private static void Add(SourceNode parent, Field field, string text, string? language)
    {
        var trimmed = text.Trim();
        var isHtml = trimmed.StartsWith('<') && trimmed.EndsWith('>');
        var node = parent.Add(field);
        node.Text = isHtml ? System.Net.WebUtility.HtmlDecode(Tag().Replace(Break().Replace(trimmed, "\n"), "")).Trim() : text;
        node.Language = language;
        if (isHtml && Link().Match(trimmed) is { Success: true } link)
            node.Add(field.Child("@href")).Text = System.Net.WebUtility.HtmlDecode(link.Groups["address"].Value);
    }

    private static void WritePair(SourceNode parent, SourceNode pair, HashSet<string> denied)
    {
        var labels = pair.Children.Where(c => c.Field.Name == "label" && c.HasText).ToList();
        if (labels.Count == 0)
            return;
        var label = Languages.Select(language => labels.Find(l => l.Language?.StartsWith(language, StringComparison.Ordinal) == true)).FirstOrDefault(l => l is not null) ?? labels[0];
        var field = pair.Field.Child(NameOf(label.Text!));
        var values = pair.Children.Where(c => c.Field.Name == "value" && c.HasText).ToList();
        parent.RemoveChildren(child => child == pair);
        if (field.IsDenied && values.Count > 0)
            denied.Add(field.Path);
        if (field.IsDenied || values.Count == 0)
            return;

        var group = parent.Add(pair.Field);
        if (values.Count > 1 && values.All(v => v.Language is not null) && values.Select(v => v.Language).Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Count)
            group.Add(pair.Field.Child("@translated")).Text = "true";
        foreach (var value in values)
        {
            var node = group.Add(field);
            (node.Text, node.Language) = (value.Text, value.Language);
            foreach (var link in value.Children.Where(c => c.Field.Name == "@href"))
                node.Add(field.Child("@href")).Text = link.Text;
        }
    }

    // «Date created:» is «date created»; what parts paths does not stand in a name.
    private static string NameOf(string label)
    {
        var name = Separators().Replace(label, " ").Trim(' ', ':').ToLowerInvariant();
        return name.Length <= LongestLabel ? name : name[..LongestLabel].TrimEnd();
    }

    [GeneratedRegex("^(@?none|[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LanguageKey();

    [GeneratedRegex("</p>|<br */?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Break();

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("<a\\s[^<>]*href\\s*=\\s*[\"'](?<address>https?://[^\"'<>]+)[\"']", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"[\s./*@]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
