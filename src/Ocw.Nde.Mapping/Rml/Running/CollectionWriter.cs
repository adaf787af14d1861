using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Writes collections and containers (RML-CC §4). Those with a name of their own are added to by later records, and end when the run does.</summary>
internal sealed class CollectionWriter(RunState state, StatementWriter writer)
{
    private static readonly GeneratedTerm Type = GeneratedTerm.Of(RdfNs.Type);
    private static readonly GeneratedTerm First = GeneratedTerm.Of(RdfNs.First);
    private static readonly GeneratedTerm Rest = GeneratedTerm.Of(RdfNs.Rest);
    private static readonly GeneratedTerm Nil = GeneratedTerm.Of(RdfNs.Nil);

    private readonly Dictionary<(string Graph, TermKind Kind, string Head, Iri As), Open> _open = [];
    private readonly List<GeneratedTerm> _numbers = [];

    /// <summary>Writes a collection, or adds to one, in a graph.</summary>
    public void Write(Collection collection, in GeneratedTerm graph, ulong targets)
    {
        var head = writer.InGraph(collection.Head, graph);
        var open = collection.IsNamed ? OpenOf(collection, head, graph, targets) : new Open(head, graph, targets);
        if (collection.As == RdfNs.List)
        {
            AddToList(open, collection.Members, graph, targets);
            if (!collection.IsNamed)
                writer.Write(open.Tail, Rest, Nil, graph, targets);
        }
        else
        {
            writer.Write(head, Type, GeneratedTerm.Of(collection.As), graph, targets);
            foreach (var member in collection.Members)
                writer.Write(head, Number(++open.Count), member, graph, targets);
        }
    }

    /// <summary>Ends the lists that were open.</summary>
    public void Complete()
    {
        foreach (var ((_, _, _, kind), open) in _open)
        {
            state.Arena.Reset();
            if (kind == RdfNs.List)
                writer.Write(open.Tail, Rest, Nil, open.Graph, open.Targets);
        }
    }

    private void AddToList(Open open, IReadOnlyList<GeneratedTerm> members, in GeneratedTerm graph, ulong targets)
    {
        foreach (var member in members)
        {
            if (open.Count++ > 0)
            {
                var cell = new GeneratedTerm(TermKind.BlankNode, state.FreshLabel());
                writer.Write(open.Tail, Rest, cell, graph, targets);
                open.Tail = cell;
            }

            writer.Write(open.Tail, First, member, graph, targets);
        }

        open.Tail = Keep(open.Tail);
    }

    private Open OpenOf(Collection collection, in GeneratedTerm head, in GeneratedTerm graph, ulong targets)
    {
        var key = (Encoding.UTF8.GetString(graph.Value.Span), head.Kind, Encoding.UTF8.GetString(head.Value.Span), collection.As);
        if (_open.TryGetValue(key, out var open))
            return open;
        if (_open.Count == state.Options.MaxOpenCollections)
            throw new RmlException(string.Create(CultureInfo.InvariantCulture, $"more than {state.Options.MaxOpenCollections} collections with a name of their own: they stay open until the end, as any record may add to them. Leave the name out, and each is written at once."));
        return _open[key] = new Open(Keep(head), Keep(graph), targets);
    }

    private GeneratedTerm Number(int number)
    {
        while (_numbers.Count < number)
            _numbers.Add(GeneratedTerm.Of(new Iri(string.Create(CultureInfo.InvariantCulture, $"{RdfNs.Namespace}_{_numbers.Count + 1}"))));
        return _numbers[number - 1];
    }

    // The arena forgets with every record.
    private static GeneratedTerm Keep(in GeneratedTerm term) => new(term.Kind, term.Value.ToArray());

    private sealed class Open(GeneratedTerm head, GeneratedTerm graph, ulong targets)
    {
        public GeneratedTerm Tail { get; set; } = head;

        public GeneratedTerm Graph { get; } = graph;

        public ulong Targets { get; } = targets;

        public int Count { get; set; }
    }
}
