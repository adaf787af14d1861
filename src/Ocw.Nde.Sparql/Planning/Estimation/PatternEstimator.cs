using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Estimates single triple patterns and paths: the number of rows from the source, the number of different values from samples.</summary>
internal sealed class PatternEstimator(PlanDataset dataset)
{
    // What can be said of any heritage data set without looking: some ten statements a subject, some fifty predicates.
    private const double TriplesPerSubject = 10;
    private const double TriplesPerObject = 3;
    private const double Predicates = 50;

    // How far a closure is expected to reach beyond one step.
    private const double ClosureGrowth = 4;

    private readonly SourceStatistics statistics = SourceStatistics.Of(dataset.Source);

    internal Estimate Of(TriplePattern triple, GraphSelector graphs)
    {
        if (IsUnknown(triple.Subject) || IsUnknown(triple.Predicate) || IsUnknown(triple.Object))
            return Distinct(0, triple, 0, 0, 0);
        var pattern = new QuadPattern(dataset.IdOf(triple.Subject), dataset.IdOf(triple.Predicate), dataset.IdOf(triple.Object), graphs);
        double rows = dataset.Source.EstimateCount(pattern);
        var (subjects, objects) = (rows, rows);
        if (pattern.Predicate.IsBound && !pattern.Subject.IsBound && !pattern.Object.IsBound && rows > 0)
        {
            subjects = rows / statistics.RowsPerValue(dataset.Source, pattern.Predicate, graphs, QuadOrder.Pso);
            objects = rows / statistics.RowsPerValue(dataset.Source, pattern.Predicate, graphs, QuadOrder.Pos);
        }
        else if (!pattern.Predicate.IsBound)
        {
            subjects = pattern.Object.IsBound ? rows : rows / TriplesPerSubject;
            objects = pattern.Subject.IsBound ? rows : rows / TriplesPerObject;
        }

        return Distinct(rows, triple, subjects, Math.Min(Predicates, rows), objects);
    }

    internal Estimate Of(PathPattern path, GraphSelector graphs)
    {
        var (rows, starts, ends) = Path(path.Path, graphs);
        if (path.Subject is Constant)
            (rows, starts) = (rows / Math.Max(1, starts), 1);
        if (path.Object is Constant)
            (rows, ends) = (rows / Math.Max(1, ends), 1);
        var distinct = new Dictionary<Variable, double>();
        Add(distinct, path.Subject, starts);
        Add(distinct, path.Object, ends);
        return new Estimate(rows, rows * ClosureGrowth, distinct);
    }

    // The same variable twice keeps one row in as many as it has values.
    private static Estimate Distinct(double rows, TriplePattern triple, double subjects, double predicates, double objects)
    {
        var distinct = new Dictionary<Variable, double>();
        foreach (var (term, values) in ((PatternTerm, double)[])[(triple.Subject, subjects), (triple.Predicate, predicates), (triple.Object, objects)])
        {
            if (term is Variable variable && distinct.TryGetValue(variable, out var known))
                rows /= Math.Max(1, Math.Max(known, values));
            Add(distinct, term, values);
        }

        return new Estimate(rows, rows, distinct);
    }

    private static void Add(Dictionary<Variable, double> distinct, PatternTerm term, double values)
    {
        if (term is Variable variable && !(distinct.TryGetValue(variable, out var known) && known <= values))
            distinct[variable] = values;
    }

    // Rows, different starts and different ends of a path between two free ends.
    private (double Rows, double Starts, double Ends) Path(PropertyPath path, GraphSelector graphs)
    {
        switch (path)
        {
            case LinkPath p:
                return Link(dataset.Source.Terms.Find(p.Predicate), graphs);
            case InversePath p:
                var (rows, starts, ends) = Path(p.Path, graphs);
                return (rows, ends, starts);
            case SequencePath p:
                var (first, second) = (Path(p.First, graphs), Path(p.Second, graphs));
                rows = first.Rows * second.Rows / Math.Max(1, Math.Max(first.Ends, second.Starts));
                return (rows, Math.Min(first.Starts, rows), Math.Min(second.Ends, rows));
            case AlternativePath p:
                (first, second) = (Path(p.First, graphs), Path(p.Second, graphs));
                return (first.Rows + second.Rows, first.Starts + second.Starts, first.Ends + second.Ends);
            case ZeroOrOnePath p:
                return WithItself(Path(p.Path, graphs), graphs);
            case OneOrMorePath p:
                return Closure(Path(p.Path, graphs));
            case ZeroOrMorePath p:
                return WithItself(Closure(Path(p.Path, graphs)), graphs);
            default:
                return Link(TermId.Unbound, graphs);
        }
    }

    private (double Rows, double Starts, double Ends) Link(TermId predicate, GraphSelector graphs)
    {
        double rows = dataset.Source.EstimateCount(new QuadPattern(default, predicate, default, graphs));
        if (rows == 0 || !predicate.IsBound)
            return (rows, rows / TriplesPerSubject, rows / TriplesPerObject);
        return (
            rows,
            rows / statistics.RowsPerValue(dataset.Source, predicate, graphs, QuadOrder.Pso),
            rows / statistics.RowsPerValue(dataset.Source, predicate, graphs, QuadOrder.Pos));
    }

    private static (double Rows, double Starts, double Ends) Closure((double Rows, double Starts, double Ends) step) =>
        (Math.Min(step.Rows * ClosureGrowth, step.Starts * step.Ends), step.Starts, step.Ends);

    // A path of length zero adds every node, as its own neighbour.
    private (double Rows, double Starts, double Ends) WithItself((double Rows, double Starts, double Ends) step, GraphSelector graphs)
    {
        var nodes = dataset.Source.EstimateCount(new QuadPattern(default, default, default, graphs)) / TriplesPerObject;
        return (step.Rows + nodes, Math.Max(step.Starts, nodes), Math.Max(step.Ends, nodes));
    }

    private bool IsUnknown(PatternTerm term) => term is Constant && !dataset.IdOf(term).IsBound;
}
