using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>Messages with places for values: <c>{?name}</c> and <c>{$name}</c> (SHACL §5.3.2, §6.2.2).</summary>
internal static partial class MessageTemplate
{
    /// <summary>Shown where a place has no value, or not the same one for all results.</summary>
    private const string Open = "…";

    /// <summary>The messages with the values in their places; the same list where there are no places.</summary>
    internal static IReadOnlyList<Literal> Fill(IReadOnlyList<Literal> messages, Func<string, RdfTerm?> valueOf) =>
        messages.Any(message => message.LexicalForm.Contains('{', StringComparison.Ordinal))
            ? [.. messages.Select(message => message with { LexicalForm = Fill(message.LexicalForm, valueOf) })]
            : messages;

    private static string Fill(string text, Func<string, RdfTerm?> valueOf) =>
        Place().Replace(text, place => Text(valueOf(place.Groups["name"].Value)));

    private static string Text(RdfTerm? term) => term switch
    {
        null => Open,
        Iri iri => iri.Value,
        Literal literal => literal.LexicalForm,
        _ => term.ToString()!,
    };

    [GeneratedRegex(@"\{[?$](?<name>\w+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
