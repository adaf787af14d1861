using Ocw.Nde.Termen.Search.Reading;

namespace Ocw.Nde.Termen.Search;

/// <summary>How a query was read.</summary>
/// <param name="Text">The query as it was understood, folded: words, <c>"phrases"</c>, <c>AND</c>, <c>OR</c>, <c>NOT</c>.</param>
/// <param name="NoteNl">Why it was read otherwise than it was written, in Dutch; empty if it was not.</param>
/// <param name="NoteEn">The same in English.</param>
public sealed record QueryReading(string Text, string NoteNl = "", string NoteEn = "")
{
    internal static QueryReading Of(ParsedQuery query)
    {
        var text = query.Root.ToString() ?? "";
        return query.Fault switch
        {
            QueryFault.UnclosedQuote => new(text, $"Een aanhalingsteken wordt niet gesloten; gelezen als losse woorden: {text}", $"A quotation mark is not closed; read as words: {text}"),
            QueryFault.UnbalancedBracket => new(text, $"De haakjes kloppen niet; gelezen als losse woorden: {text}", $"The brackets do not match; read as words: {text}"),
            QueryFault.OperatorWithoutWords => new(text, $"AND, OR of NOT (EN, OF, NIET) staat zonder woorden; gelezen als losse woorden: {text}", $"AND, OR or NOT stands without words; read as words: {text}"),
            QueryFault.TooDeep => new(text, $"Er staan te veel haakjes in elkaar; gelezen als losse woorden: {text}", $"The brackets are nested too deep; read as words: {text}"),
            QueryFault.NothingFits => new(text, $"Niets past op het patroon; gelezen als losse woorden: {text}", $"Nothing fits the pattern; read as words: {text}"),
            _ => new(text),
        };
    }
}
