using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Predicates with objects, understood for a source.</summary>
internal sealed record CompiledPredicateObject(TermMaker[] Predicates, TermMaker[] Objects, TermMaker[] Graphs);

/// <summary>A triples map that has been understood for its source: it makes the statements of one record (RML Core §9).</summary>
internal sealed class CompiledMap(TermMaker subject, GeneratedTerm[] classes, TermMaker[] graphs, CompiledPredicateObject[] maps)
{
    private static readonly GeneratedTerm Type = GeneratedTerm.Of(RdfNs.Type);
    private static readonly byte[] DefaultGraph = System.Text.Encoding.UTF8.GetBytes(Reading.RmlNs.DefaultGraph.Value);

    private readonly TermList _subjects = new();
    private readonly TermList _predicates = new();
    private readonly TermList _objects = new();
    private readonly TermList _found = new();
    private readonly List<Collection> _collections = [];
    private readonly List<(GeneratedTerm Term, ulong Targets)> _graphs = [];

    /// <summary>Makes the statements of a record.</summary>
    public void Map(RecordNode record, RunState state, StatementWriter writer, CollectionWriter collections)
    {
        // 1. the subjects, and the graphs of all that is said of them
        _subjects.Clear();
        _collections.Clear();
        subject.Make(record, state, _subjects, _collections);
        if (_subjects.Count == 0)
            return;
        _graphs.Clear();
        AddGraphs(graphs, record, state);
        var own = _graphs.Count;
        if (own == 0)
            _graphs.Add(default);

        // 2. collections that are subjects, and the classes
        WriteCollections(collections, subject.Targets);
        for (var s = 0; s < _subjects.Count; s++)
        {
            foreach (var type in classes)
            {
                foreach (var (graph, targets) in _graphs)
                    writer.Write(_subjects[s], Type, type, graph, subject.Targets | targets);
            }
        }

        // 3. predicates with objects, in the graphs of both
        foreach (var map in maps)
        {
            _graphs.RemoveRange(own, _graphs.Count - own);
            AddGraphs(map.Graphs, record, state);
            if (_graphs.Count == 0)
                _graphs.Add(default);
            foreach (var predicate in map.Predicates)
            {
                _predicates.Clear();
                predicate.Make(record, state, _predicates, _collections);
                foreach (var @object in map.Objects)
                {
                    _objects.Clear();
                    _collections.Clear();
                    @object.Make(record, state, _objects, _collections);
                    WriteStatements(writer, collections, subject.Targets | predicate.Targets | @object.Targets);
                }
            }
        }
    }

    private void WriteStatements(StatementWriter writer, CollectionWriter collections, ulong targets)
    {
        WriteCollections(collections, targets);
        foreach (var (graph, graphTargets) in _graphs)
        {
            for (var s = 0; s < _subjects.Count; s++)
            {
                for (var p = 0; p < _predicates.Count; p++)
                {
                    for (var o = 0; o < _objects.Count; o++)
                        writer.Write(_subjects[s], _predicates[p], _objects[o], graph, targets | graphTargets);
                }
            }
        }
    }

    private void WriteCollections(CollectionWriter collections, ulong targets)
    {
        foreach (var collection in _collections)
        {
            foreach (var (graph, graphTargets) in _graphs)
                collections.Write(collection, graph, targets | graphTargets);
        }
    }

    private void AddGraphs(TermMaker[] makers, RecordNode record, RunState state)
    {
        foreach (var maker in makers)
        {
            _found.Clear();
            maker.Make(record, state, _found, _collections);
            for (var i = 0; i < _found.Count; i++)
                _graphs.Add((_found[i].Value.Span.SequenceEqual(DefaultGraph) ? default : _found[i], maker.Targets));
        }
    }
}
