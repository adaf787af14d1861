using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>Takes notations, labels and keywords out of the statements of SKOS files.</summary>
internal sealed class SubjectTermReader(IReadOnlyList<string> languages) : IQuadSink
{
    private const int MaxTerms = 2_000_000;
    private const int MaxTexts = 200;

    private static readonly Dictionary<string, What> s_properties = new(StringComparer.Ordinal)
    {
        ["http://www.w3.org/2004/02/skos/core#notation"] = What.Notation,
        ["http://www.w3.org/2004/02/skos/core#prefLabel"] = What.Label,
        ["http://www.w3.org/2004/02/skos/core#altLabel"] = What.Keyword,
        ["http://www.w3.org/2004/02/skos/core#hiddenLabel"] = What.Keyword,
        ["http://purl.org/dc/elements/1.1/subject"] = What.Keyword,
        ["http://purl.org/dc/terms/subject"] = What.Keyword,
    };

    private readonly Dictionary<string, Draft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, What>.AlternateLookup<ReadOnlySpan<char>> _lookup = s_properties.GetAlternateLookup<ReadOnlySpan<char>>();

    private enum What
    {
        Notation,
        Label,
        Keyword,
    }

    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Span<char> name = stackalloc char[64];
        if (predicate.Value.Length > name.Length || @object.Kind != TermKind.Literal || subject.Kind != TermKind.Iri)
            return;
        if (!_lookup.TryGetValue(name[..Encoding.UTF8.GetChars(predicate.Value, name)], out var what))
            return;
        var rank = what == What.Notation ? 0 : RankOf(@object.Language);
        if (rank < 0)
            return;
        var iri = Encoding.UTF8.GetString(subject.Value);
        if (!_drafts.TryGetValue(iri, out var draft))
        {
            if (_drafts.Count == MaxTerms)
                throw new FormatException($"The subjects are more than {MaxTerms:N0}, the ceiling of what suggestions are made of.");
            _drafts.Add(iri, draft = new Draft());
        }

        var text = Encoding.UTF8.GetString(@object.Value);
        if (what == What.Notation)
            draft.Notation ??= text;
        else if (draft.Texts.Count < MaxTexts)
            draft.Texts.Add((what, rank, text));
    }

    /// <summary>The subjects that have a notation and a text, in order of notation.</summary>
    internal List<SubjectTerm> Terms() =>
    [
        .. _drafts.Values.Where(draft => draft.Notation is not null && draft.Texts.Count > 0).OrderBy(draft => draft.Notation, StringComparer.Ordinal)
            .Select(draft => new SubjectTerm(draft.Notation!, draft.Of(What.Label), draft.Of(What.Keyword))),
    ];

    // The place of the language among those asked for; after them what has none; -1 for any other.
    private int RankOf(ReadOnlySpan<byte> language)
    {
        if (language.IsEmpty)
            return languages.Count;
        for (var i = 0; i < languages.Count; i++)
        {
            if (language.Length >= 2 && Ascii.EqualsIgnoreCase(language[..Math.Min(language.Length, languages[i].Length)], languages[i]))
                return i;
        }

        return -1;
    }

    private sealed class Draft
    {
        internal string? Notation { get; set; }

        internal List<(What What, int Rank, string Text)> Texts { get; } = [];

        internal string[] Of(What what) => [.. Texts.Where(text => text.What == what).OrderBy(text => text.Rank).ThenBy(text => text.Text, StringComparer.Ordinal).Select(text => text.Text).Distinct(StringComparer.Ordinal)];
    }
}
