using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Sparql.Description;

/// <summary>What a graph is made of: its classes, the properties of each, and what these lead to (VoID §4.3 with the extension for datatypes).</summary>
/// <param name="Classes">The classes, those with most instances first.</param>
internal sealed record GraphPartition(IReadOnlyList<ClassUse> Classes);

/// <summary>A class of a graph.</summary>
internal sealed record ClassUse(string Class, long Entities, IReadOnlyList<PropertyUse> Properties);

/// <summary>A property of a class.</summary>
internal sealed record PropertyUse(string Property, long Triples, IReadOnlyList<string> ObjectClasses, IReadOnlyList<string> Datatypes);

/// <summary>Counts the partitions of graphs, and keeps them until the graph changes.</summary>
internal sealed class GraphPartitions
{
    private const int MostClasses = 100;
    private const int MostProperties = 200;
    private const int MostKept = 4_096;

    /// <summary>Subjects are remembered by their class: 16 bytes each.</summary>
    private const int MostSubjects = 16_000_000;

    private readonly ConcurrentDictionary<(TermId Graph, long ChangedAt), GraphPartition> _known = new();

    /// <summary>The partitions of a graph; <see langword="null"/> when they are not known and there is no time to count them.</summary>
    public GraphPartition? Of(Snapshot snapshot, GraphInfo graph, CancellationToken deadline)
    {
        if (_known.TryGetValue((graph.Id, graph.ChangedAt), out var known))
            return known;
        try
        {
            deadline.ThrowIfCancellationRequested();
            var counted = new Counter(snapshot, graph, deadline).Count();
            if (_known.Count >= MostKept)
                _known.Clear();
            _known[(graph.Id, graph.ChangedAt)] = counted;
            return counted;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed class Counter(Snapshot snapshot, GraphInfo graph, CancellationToken deadline)
    {
        private readonly Dictionary<ulong, ulong> _classOf = [];
        private readonly Dictionary<ulong, long> _entities = [];
        private readonly Dictionary<(ulong Class, ulong Property), Use> _uses = [];

        public GraphPartition Count()
        {
            var type = snapshot.Terms.Find(RdfNs.Type);
            if (type.IsBound)
                Scan(type, QuadOrder.Pso, (subject, _, @class) => AddClass(subject, @class));
            if (_entities.Count > 0)
                Scan(default, QuadOrder.Spo, AddUse);
            return new GraphPartition([.. _entities.OrderByDescending(e => e.Value).Take(MostClasses).Select(e => new ClassUse(Name(e.Key), e.Value, Properties(e.Key)))]);
        }

        private void AddClass(ulong subject, ulong @class)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_entities, @class, out _)++;

            // Of a thing with several classes the properties count for the first.
            if (_classOf.Count < MostSubjects)
                _classOf.TryAdd(subject, @class);
        }

        private void AddUse(ulong subject, ulong property, ulong @object)
        {
            if (!_classOf.TryGetValue(subject, out var @class))
                return;
            ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, (@class, property), out _);
            use ??= new Use();
            use.Triples++;
            if (_classOf.TryGetValue(@object, out var objectClass))
                use.ObjectClasses.Add(objectClass);
            else if (use.Looked < Use.MostLooked)
                use.Look(snapshot.Terms, @object);
        }

        private IReadOnlyList<PropertyUse> Properties(ulong @class) =>
        [
            .. _uses.Where(u => u.Key.Class == @class).OrderByDescending(u => u.Value.Triples).Take(MostProperties).Select(u => new PropertyUse(
                Name(u.Key.Property), u.Value.Triples, [.. u.Value.ObjectClasses.Select(Name).Order(StringComparer.Ordinal)], [.. u.Value.Datatypes.Order(StringComparer.Ordinal)])),
        ];

        private string Name(ulong id) => (snapshot.Terms.Get(new TermId(id)) as Iri)?.Value ?? "";

        private void Scan(TermId predicate, QuadOrder order, Action<ulong, ulong, ulong> add)
        {
            using var scan = snapshot.Scan(new QuadPattern(default, predicate, default, GraphSelector.Named(graph.Id)), order);
            var batch = new QuadBatch();
            for (int rows; (rows = scan.Next(batch)) > 0;)
            {
                deadline.ThrowIfCancellationRequested();
                for (var row = 0; row < rows; row++)
                    add(batch.Subjects[row], batch.Predicates[row], batch.Objects[row]);
            }
        }
    }

    private sealed class Use
    {
        /// <summary>So many literals of a property are looked at for their datatypes.</summary>
        public const int MostLooked = 200;

        public long Triples { get; set; }

        public int Looked { get; private set; }

        public HashSet<ulong> ObjectClasses { get; } = [];

        public HashSet<string> Datatypes { get; } = new(StringComparer.Ordinal);

        public void Look(ITermDictionary terms, ulong id)
        {
            Looked++;
            terms.Read(new TermId(id), static (in TermSpan term, HashSet<string> datatypes) =>
            {
                if (term.Kind != TermKind.Literal)
                    return;
                datatypes.Add(!term.Language.IsEmpty ? RdfNs.Namespace + "langString" : term.Datatype.IsEmpty ? XsdNs.Namespace + "string" : Encoding.UTF8.GetString(term.Datatype));
            }, Datatypes);
        }
    }
}
