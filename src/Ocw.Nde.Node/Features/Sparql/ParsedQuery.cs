using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>A query's parse, with what the endpoint must know of it before it runs.</summary>
internal sealed class ParsedQuery
{
    private const int LongestLink = 2_000;

    private const int MostSkipped = 64;

    /// <summary>The most patterns and operators of a query: each costs buffers of its own before the first row.</summary>
    private const int MostParts = 4_096;

    private string? _link;
    private int _skipped;
    private int _toSkip;

    /// <summary>Looks a query over.</summary>
    public ParsedQuery(string text, SparqlQuery query)
    {
        Text = text;
        Query = query;
        var found = new Walk();
        found.Visit(query.Pattern);
        Services = found.Services;
        NamesAnyGraph = found.AnyGraph;
        NamedGraphs = found.Graphs;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The parse.</summary>
    public SparqlQuery Query { get; }

    /// <summary>Whether the answer is a graph.</summary>
    public bool IsGraph => Query.Form is QueryForm.Construct or QueryForm.Describe;

    /// <summary>The endpoints that SERVICE clauses name, wherever they stand; <see langword="null"/> stands for one that a variable names.</summary>
    public IReadOnlyList<string?> Services { get; }

    /// <summary>Whether <c>GRAPH ?g</c> stands somewhere.</summary>
    public bool NamesAnyGraph { get; }

    /// <summary>The graphs that <c>GRAPH &lt;…&gt;</c> names.</summary>
    public IReadOnlyList<string> NamedGraphs { get; }

    /// <summary>Whether it may be tried as a look-up: one that was none is not tried the next time, and less and less often the more it fails.</summary>
    public bool MayBeLookup()
    {
        if (_toSkip <= 0)
            return true;
        _toSkip--;
        return false;
    }

    /// <summary>Remembers how trying it as a look-up went. Several requests may do so at once; it is a guess that they improve.</summary>
    public void Tried(bool wasLookup)
    {
        _skipped = wasLookup ? 0 : Math.Min(MostSkipped, (_skipped * 2) + 1);
        _toSkip = _skipped;
    }

    /// <summary>The query as a parameter in an address; empty where it would be too long for one.</summary>
    public string Link => _link ??= Text.Length <= LongestLink && Uri.EscapeDataString(Text) is { Length: <= LongestLink } escaped ? "query=" + escaped : "";

    private sealed class Walk
    {
        private int _parts;

        public List<string?> Services { get; } = [];

        public List<string> Graphs { get; } = [];

        public bool AnyGraph { get; private set; }

        public void Visit(AlgebraNode node)
        {
            _parts += node is Bgp bgp ? bgp.Patterns.Count : 1;
            if (_parts > MostParts)
                throw new QueryLimitException(QueryLimit.Complexity, $"The query has more than {MostParts} patterns; ask in parts, or put what it compares with into VALUES.");
            if (node is ServicePattern service)
                Services.Add(((service.Endpoint as Constant)?.Term as Iri)?.Value);
            if (node is GraphPattern graph)
                Visit(graph);
            foreach (var expression in node.Expressions())
            {
                foreach (var exists in expression.SelfAndOperands().OfType<ExistsExpression>())
                    Visit(exists.Pattern);
            }

            foreach (var input in node.Inputs())
                Visit(input);
        }

        private void Visit(GraphPattern graph)
        {
            if (graph.Name is Constant { Term: Iri iri })
                Graphs.Add(iri.Value);
            else
                AnyGraph = true;
        }
    }
}
