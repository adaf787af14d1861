using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>A query's parse, with what the endpoint must know of it before it runs.</summary>
internal sealed class ParsedQuery
{
    private const int LongestLink = 2_000;

    private string? _link;

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

    /// <summary>Whether it was no look-up when it last ran: it need not be tried as one again.</summary>
    public bool IsSlow { get; set; }

    /// <summary>The query as a parameter in an address; empty where it would be too long for one.</summary>
    public string Link => _link ??= Text.Length <= LongestLink && Uri.EscapeDataString(Text) is { Length: <= LongestLink } escaped ? "query=" + escaped : "";

    private sealed class Walk
    {
        public List<string?> Services { get; } = [];

        public List<string> Graphs { get; } = [];

        public bool AnyGraph { get; private set; }

        public void Visit(AlgebraNode node)
        {
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
