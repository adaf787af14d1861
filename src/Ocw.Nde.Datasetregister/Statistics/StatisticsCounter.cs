using System.Runtime.InteropServices;
using System.Text;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Datasetregister.Statistics;

/// <summary>Counts over four ordered scans, one per order, without keeping a set of nodes: what is equal comes one after the other.</summary>
internal sealed class StatisticsCounter
{
    private readonly IQuadSource _source;
    private readonly GraphSelector _graphs;
    private readonly StatisticsOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly QuadBatch _batch = new();

    internal StatisticsCounter(IQuadSource source, GraphSelector graphs, StatisticsOptions options, CancellationToken cancellation)
    {
        _source = source;
        _options = options;
        _cancellation = cancellation;

        // A triple that stands in two of the graphs is one triple.
        _graphs = graphs.Kind switch
        {
            GraphSelectorKind.Named => GraphSelector.MergeOf(graphs.Graphs),
            GraphSelectorKind.AnyNamed => GraphSelector.MergeOf([.. source.NamedGraphs.Select(graph => graph.Id)]),
            _ => graphs,
        };
    }

    internal DatasetStatistics Count()
    {
        var properties = CountProperties();
        var classes = CountClasses();
        var subjects = CountSubjects();
        var objects = new ObjectCounter(_source.Terms);
        Scan(default, QuadOrder.Osp, objects.Add);
        return new DatasetStatistics
        {
            Triples = properties.Sum(property => property.Triples),
            Records = RecordsOf(classes),
            DistinctSubjects = subjects,
            DistinctIriObjects = objects.Iris,
            DistinctLiterals = objects.Literals,
            PropertyCount = properties.Count,
            ClassCount = classes.Count,
            Classes = [.. classes.OrderByDescending(partition => partition.Entities).Take(_options.MaximumPartitions)],
            Properties = [.. properties.OrderByDescending(partition => partition.Triples).Take(_options.MaximumPartitions)],
            Datatypes = objects.Datatypes,
            Languages = objects.Languages,
            Linksets = [.. objects.Linksets.Take(_options.MaximumPartitions)],
        };
    }

    private long RecordsOf(List<ClassPartition> classes) => classes.FirstOrDefault(partition => partition.Class == _options.RecordClass)?.Entities ?? 0;

    private List<PropertyPartition> CountProperties()
    {
        var uses = new Dictionary<ulong, (long Triples, long Subjects, long Objects)>();
        ulong lastPredicate = 0, last = 0;
        Scan(default, QuadOrder.Pso, (subject, predicate, @object) =>
        {
            ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(uses, predicate, out _);
            use.Triples++;
            if (predicate != lastPredicate || subject != last)
                use.Subjects++;
            (lastPredicate, last) = (predicate, subject);
        });

        (lastPredicate, last) = (0, 0);
        Scan(default, QuadOrder.Pos, (subject, predicate, @object) =>
        {
            if (predicate != lastPredicate || @object != last)
                CollectionsMarshal.GetValueRefOrAddDefault(uses, predicate, out _).Objects++;
            (lastPredicate, last) = (predicate, @object);
        });

        return [.. uses.Select(use => new PropertyPartition((Iri)ToTerm(use.Key), use.Value.Triples, use.Value.Subjects, use.Value.Objects))];
    }

    private List<ClassPartition> CountClasses()
    {
        var type = _source.Terms.Find(new TermBytes().Encode(RdfNs.Type));
        var instances = new Dictionary<ulong, long>();
        if (type.IsBound)
            Scan(type, QuadOrder.Pos, (subject, predicate, @class) => CollectionsMarshal.GetValueRefOrAddDefault(instances, @class, out _)++);
        return [.. instances.Select(entry => new ClassPartition(ToTerm(entry.Key), entry.Value))];
    }

    private long CountSubjects()
    {
        long count = 0;
        ulong last = 0;
        Scan(default, QuadOrder.Spo, (subject, predicate, @object) =>
        {
            if (subject != last && new TermId(subject).Tag != TermTag.BlankNode)
                count++;
            last = subject;
        });
        return count;
    }

    private void Scan(TermId predicate, QuadOrder order, Action<ulong, ulong, ulong> row)
    {
        using var scan = _source.Scan(new QuadPattern(default, predicate, default, _graphs), order);
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
                row(_batch.Subjects[i], _batch.Predicates[i], _batch.Objects[i]);
        }
    }

    private RdfTerm ToTerm(ulong id)
    {
        var holder = new TermHolder();
        _source.Terms.Read(new TermId(id), static (in TermSpan span, TermHolder holder) => holder.Term = span.ToTerm(), holder);
        return holder.Term!;
    }

    private sealed class TermHolder
    {
        internal RdfTerm? Term { get; set; }
    }

    /// <summary>Looks at every different object once: rows come in order of the object.</summary>
    private sealed class ObjectCounter(ITermDictionary terms)
    {
        private readonly Dictionary<string, long> _languages = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _datatypes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Counter> _namespaces = new(StringComparer.Ordinal);
        private ulong _last;
        private Counter? _lastNamespace;

        internal long Iris { get; private set; }

        internal long Literals { get; private set; }

        internal IReadOnlyList<Iri> Datatypes => [.. _datatypes.Keys.Order(StringComparer.Ordinal).Select(datatype => new Iri(datatype))];

        internal IReadOnlyList<LanguagePartition> Languages => [.. _languages.OrderByDescending(entry => entry.Value).Select(entry => new LanguagePartition(entry.Key, entry.Value))];

        internal IEnumerable<Linkset> Linksets =>
            _namespaces.OrderByDescending(entry => entry.Value.Count).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Linkset(entry.Key, entry.Value.Count));

        internal void Add(ulong subject, ulong predicate, ulong @object)
        {
            if (@object != _last)
            {
                _lastNamespace = null;
                terms.Read(new TermId(@object), static (in TermSpan span, ObjectCounter counter) => counter.See(span), this);
            }

            _last = @object;
            if (_lastNamespace is not null)
                _lastNamespace.Count++;
        }

        private void See(in TermSpan term)
        {
            if (term.Kind == TermKind.Iri)
            {
                Iris++;
                var name = Encoding.UTF8.GetString(term.Value[..(term.Value.LastIndexOf((byte)'/') + 1)]);
                if (!_namespaces.TryGetValue(name, out _lastNamespace))
                    _namespaces.Add(name, _lastNamespace = new Counter());
            }
            else if (term.Kind == TermKind.Literal)
            {
                Literals++;
                CountIn(_datatypes, DatatypeOf(term));
                if (term.Language.Length > 0)
                    CountIn(_languages, Encoding.UTF8.GetString(term.Language).ToLowerInvariant());
            }
        }

        private static string DatatypeOf(in TermSpan literal) =>
            literal.Language.Length > 0 ? RdfNs.LangString.Value : literal.Datatype.Length == 0 ? XsdNs.String.Value : Encoding.UTF8.GetString(literal.Datatype);

        private static void CountIn(Dictionary<string, long> counts, string key) => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;

        private sealed class Counter
        {
            internal long Count { get; set; }
        }
    }
}
