using System.Text;
using Ocw.Nde.Node.Features.Resources;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Search;

/// <summary>Fills the search index from the public store, one graph at a time, with one resource in memory at a time.</summary>
internal sealed class SearchIndexer(ISparqlDataset dataset, StoredQueries queries, SearchIndex index)
{
    /// <summary>The most characters of description that are indexed for one resource.</summary>
    private const int MostBody = 20_000;

    /// <summary>Indexes a graph anew.</summary>
    /// <param name="graph">The IRI of the graph.</param>
    /// <param name="version">The version that is served.</param>
    /// <param name="cancellation">Stops the work; the old entries stay.</param>
    public void Index(string graph, string version, CancellationToken cancellation) => index.Replace(graph, version, Entries(graph, cancellation));

    private IEnumerable<SearchEntry> Entries(string graph, CancellationToken cancellation)
    {
        var request = queries.Request("search/objects.rq", ("g", new Iri(graph))) with { Limits = QueryLimits.None };
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        using var rows = (SolutionSequence)dataset.Query(request, cancellation);
        while (rows.MoveNext())
        {
            if (rows[0] is not Iri subject || rows[1] is not Literal kind || rows[2] is not { } value)
                continue;
            if (!drafts.TryGetValue(subject.Value, out var draft))
                drafts[subject.Value] = draft = new Draft();
            draft.Add(kind.LexicalForm, value);
        }

        foreach (var (iri, draft) in drafts)
        {
            if (draft.ToEntry(iri) is { } entry)
                yield return entry;
        }
    }

    private sealed class Draft
    {
        private readonly StringBuilder _names = new();
        private readonly StringBuilder _others = new();
        private readonly StringBuilder _codes = new();
        private readonly StringBuilder _body = new();
        private string? _class;
        private string? _any;
        private string? _nl;
        private string? _en;

        public void Add(string kind, RdfTerm value)
        {
            if (kind == "type")
            {
                // A class that pages can name wins over one that they cannot.
                if (value is Iri type && (_class is null || PropertyNames.KnowsClass(type.Value)))
                    _class = type.Value;
                return;
            }

            if (value is not Literal literal)
                return;
            var text = kind switch { "name" => _names, "other" => _others, "code" => _codes, _ => _body };
            if (text.Length < MostBody)
                text.Append(literal.LexicalForm).Append('\n');
            if (kind != "name")
                return;
            _any ??= literal.LexicalForm;
            if (literal.Language?.StartsWith("nl", StringComparison.OrdinalIgnoreCase) == true)
                _nl ??= literal.LexicalForm;
            if (literal.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true)
                _en ??= literal.LexicalForm;
        }

        public SearchEntry? ToEntry(string iri) =>
            _any is null ? null : new SearchEntry(iri, _class ?? "", _nl ?? _any, _en ?? _any, _names.ToString(), _others.ToString(), _codes.ToString(), _body.ToString());
    }
}
