using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Support;

/// <summary>What a store should hold, kept naively, and random transactions that change both.</summary>
internal sealed class StoreModel
{
    public Dictionary<string, ModelGraph> Graphs { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Values { get; init; } = new(StringComparer.Ordinal);

    public StoreModel Copy() => new()
    {
        Graphs = Graphs.ToDictionary(entry => entry.Key, entry => entry.Value with { Triples = [.. entry.Value.Triples] }, StringComparer.Ordinal),
        Values = new(Values, StringComparer.Ordinal),
    };

    /// <summary>The quads that a scope sees.</summary>
    public QuadModel Visible(ReaderScope scope, Func<string, bool>? only = null)
    {
        var model = new QuadModel();
        foreach (var (name, graph) in Graphs)
        {
            if ((scope == ReaderScope.Public && graph.Access == AccessLevel.Closed) || (only is not null && !only(name)))
                continue;
            if (name.Length > 0)
                model.Classes[new Iri(name)] = graph.Class;
            foreach (var triple in graph.Triples)
                model.Quads.Add(new Quad(triple.Subject, triple.Predicate, triple.Object, name.Length > 0 ? new Iri(name) : null));
        }

        return model;
    }

    /// <summary>Does something random to the transaction and to this model.</summary>
    /// <returns>The graph that was touched.</returns>
    public string? Change(WriteTransaction transaction, Random random)
    {
        var number = random.Next(-1, 5);
        var name = number < 0 ? "" : RandomQuads.Graph(number).Value;
        var bytes = System.Text.Encoding.UTF8.GetBytes(name);
        var span = number < 0 ? TermSpan.None : TermSpan.Iri(bytes);
        var exists = Graphs.TryGetValue(name, out var graph);
        switch (random.Next(exists ? 9 : 4))
        {
            case 8:
                transaction.Drop(span);
                Graphs.Remove(name);
                return name;
            case 7:
                var value = $"waarde {random.Next(3)}";
                var key = $"sleutel/{random.Next(3)}";
                if (random.Next(3) == 0)
                {
                    transaction.Delete(key);
                    Values.Remove(key);
                }
                else
                {
                    transaction.Put(key, System.Text.Encoding.UTF8.GetBytes(value));
                    Values[key] = value;
                }

                return null;
            case 6 when exists:
                Write(transaction.Stage(span, graph!.Class, graph.Access, StageMode.Remove), Some(graph, random), triples => graph.Triples.ExceptWith(triples));
                break;
            case 5 when exists:
            case 4 when exists:
                Write(transaction.Stage(span, graph!.Class, graph.Access, StageMode.Add), Some(graph, random).Concat(New(random, 20)), triples => graph.Triples.UnionWith(triples));
                break;
            default:
                var graphClass = number < 0 ? GraphClass.Content : exists && random.Next(2) == 0 ? graph!.Class : (GraphClass)random.Next(0, 6);
                var access = exists && random.Next(2) == 0 ? graph!.Access : (AccessLevel)random.Next(2);
                graph = new ModelGraph(graphClass, access, exists && random.Next(2) == 0 ? [.. graph!.Triples] : []);
                var same = graph.Triples.ToArray();
                Graphs[name] = graph;
                Write(
                    transaction.Stage(span, graphClass, access, StageMode.Replace),
                    same.OrderBy(_ => random.Next()).Concat(random.Next(2) == 0 ? [] : New(random, 60)),
                    triples => graph.Triples.UnionWith(triples));
                break;
        }

        if (Graphs.GetValueOrDefault(name)?.Triples.Count == 0)
            Graphs.Remove(name);
        return name;
    }

    private static Triple[] Some(ModelGraph graph, Random random) => [.. graph.Triples.Where(_ => random.Next(3) == 0)];

    private static Triple[] New(Random random, int most) =>
        [.. Enumerable.Range(0, random.Next(most)).Select(_ => RandomQuads.Next(random, 1).Triple)];

    private static void Write(QuadStage stage, IEnumerable<Triple> triples, Action<IEnumerable<Triple>> apply)
    {
        var written = triples.ToArray();
        foreach (var triple in written)
            stage.Quad(new Quad(triple.Subject, triple.Predicate, triple.Object));
        apply(written);
    }
}

internal sealed record ModelGraph(GraphClass Class, AccessLevel Access, HashSet<Triple> Triples);
