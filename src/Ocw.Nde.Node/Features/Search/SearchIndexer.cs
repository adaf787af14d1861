using System.Text;
using Ocw.Nde.Node.Features.Resources;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Search;

/// <summary>Fills the search index from a public snapshot: one scan of a graph in order of subject, with one resource in memory at a time.</summary>
internal sealed class SearchIndexer(IQuadSource source, SearchIndex index)
{
    /// <summary>The most characters that are indexed of one kind of text of one resource.</summary>
    private const int MostCharacters = 20_000;

    private const string Schema = "https://schema.org/";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";

    private static readonly (string Property, TextKind Kind)[] Properties =
    [
        (Schema + "name", TextKind.Name), (Skos + "prefLabel", TextKind.Name), ("http://purl.org/dc/terms/title", TextKind.Name),
        (Schema + "alternateName", TextKind.Other), (Skos + "altLabel", TextKind.Other),
        (Schema + "identifier", TextKind.Code), (Skos + "notation", TextKind.Code), (Schema + "termCode", TextKind.Code),
        (Schema + "description", TextKind.Body), (Schema + "abstract", TextKind.Body), (Skos + "scopeNote", TextKind.Body),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", TextKind.Class),
    ];

    private enum TextKind
    {
        Name,
        Other,
        Code,
        Body,
        Class,
    }

    /// <summary>Indexes a graph anew; readers see the old entries until all new ones are there.</summary>
    /// <param name="graph">The IRI of the graph; one that the snapshot does not show is forgotten.</param>
    /// <param name="version">The version that is served.</param>
    /// <param name="cancellation">Stops the work; the old entries stay.</param>
    public void Index(string graph, string version, CancellationToken cancellation)
    {
        var id = source.Terms.FindIri(graph);
        index.Replace(graph, version, id.IsBound ? Entries(id, cancellation) : []);
    }

    /// <summary>Indexes some resources of a graph anew; the others stay.</summary>
    /// <param name="graph">The IRI of the graph.</param>
    /// <param name="version">The version that is served.</param>
    /// <param name="subjects">The resources of which something else is said than in the version that is indexed.</param>
    /// <param name="cancellation">Stops the work; the old entries stay.</param>
    public void Update(string graph, string version, IReadOnlySet<string> subjects, CancellationToken cancellation)
    {
        var id = source.Terms.FindIri(graph);
        index.Update(graph, version, subjects, id.IsBound ? Entries(id, subjects, cancellation) : []);
    }

    private IEnumerable<SearchEntry> Entries(TermId graph, IEnumerable<string> subjects, CancellationToken cancellation)
    {
        var kinds = Kinds();
        var batch = new QuadBatch(64);
        foreach (var subject in subjects.Select(iri => source.Terms.FindIri(iri)).Where(id => id.IsBound))
        {
            cancellation.ThrowIfCancellationRequested();
            var draft = new Draft();
            using var scan = source.Scan(new QuadPattern(subject, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
            for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
            {
                for (var i = 0; i < rows; i++)
                {
                    if (kinds.TryGetValue(batch.Predicates[i], out var kind))
                        draft.Add(kind, source.Terms.ToTerm(new TermId(batch.Objects[i])));
                }
            }

            if (Finish(subject, draft) is { } entry)
                yield return entry;
        }
    }

    private Dictionary<ulong, TextKind> Kinds() =>
        Properties.Select(p => (Id: source.Terms.FindIri(p.Property), p.Kind)).Where(p => p.Id.IsBound).ToDictionary(p => p.Id.Value, p => p.Kind);

    private IEnumerable<SearchEntry> Entries(TermId graph, CancellationToken cancellation)
    {
        var kinds = Kinds();
        var batch = new QuadBatch();
        var draft = new Draft();
        var subject = TermId.Unbound;
        using var scan = source.Scan(new QuadPattern(default, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != subject.Value)
                {
                    if (Finish(subject, draft) is { } entry)
                        yield return entry;
                    (subject, draft) = (new TermId(batch.Subjects[i]), new Draft());
                }

                if (kinds.TryGetValue(batch.Predicates[i], out var kind))
                    draft.Add(kind, source.Terms.ToTerm(new TermId(batch.Objects[i])));
            }
        }

        if (Finish(subject, draft) is { } last)
            yield return last;
    }

    private SearchEntry? Finish(TermId subject, Draft draft) =>
        draft.HasName && source.Terms.ToTerm(subject) is Iri iri ? draft.ToEntry(iri.Value) : null;

    private sealed class Draft
    {
        private readonly StringBuilder[] _texts = [new(), new(), new(), new()];
        private string? _class;
        private string? _any;
        private string? _nl;
        private string? _en;

        public bool HasName => _any is not null;

        public void Add(TextKind kind, RdfTerm value)
        {
            if (kind == TextKind.Class)
            {
                // A class that pages can name wins over one that they cannot.
                if (value is Iri type && (_class is null || (PropertyNames.KnowsClass(type.Value) && !PropertyNames.KnowsClass(_class))))
                    _class = type.Value;
                return;
            }

            if (value is not Literal literal)
                return;
            var text = _texts[(int)kind];
            if (text.Length < MostCharacters)
                text.Append(literal.LexicalForm).Append('\n');
            if (kind != TextKind.Name)
                return;
            _any ??= literal.LexicalForm;
            if (literal.Language?.StartsWith("nl", StringComparison.OrdinalIgnoreCase) == true)
                _nl ??= literal.LexicalForm;
            if (literal.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true)
                _en ??= literal.LexicalForm;
        }

        public SearchEntry ToEntry(string iri) =>
            new(iri, _class ?? "", _nl ?? _any!, _en ?? _any!, _texts[0].ToString(), _texts[1].ToString(), _texts[2].ToString(), _texts[3].ToString());
    }
}
