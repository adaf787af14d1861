using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Counts results per shape, path and component, and makes objects only of those that are kept or listened to.</summary>
internal sealed class ResultCollector(Evaluation evaluation, RecordFinder? records, ValidationOptions options, NodeTally? tally = null) : IResultReceiver
{
    private readonly Dictionary<(BoundConstraint Constraint, BoundShape Shape, TermId Predicate), Counter> _counters = [];
    private readonly List<ValidationResult> _kept = [];
    private readonly HashSet<TermId> _violating = [];
    private TermId _target;
    private SeverityFlags _targetSeverities;

    internal IReadOnlyList<ValidationResult> Kept => _kept;

    internal long Total { get; private set; }

    internal IEnumerable<ResultCount> Counts => _counters.Values.Select(counter => counter.ToCount());

    /// <summary>The counts, each with the shape and constraint that it is of, in the order in which they were first met.</summary>
    internal IEnumerable<((BoundConstraint Constraint, BoundShape Shape, TermId Predicate) Key, SeverityFlags Flag, ResultCount Count)> CountsByKey =>
        _counters.Select(counter => (counter.Key, counter.Value.Flag, counter.Value.ToCount()));

    /// <summary>The target nodes that had results of these severities.</summary>
    internal TargetCounts Targets { get; private set; } = new();

    /// <summary>How many records have a violation, themselves or in a node that they lead to.</summary>
    internal long RecordsWithViolations => _violating.Count;

    /// <summary>Starts a new target node.</summary>
    internal void Begin(TermId target)
    {
        _target = target;
        _targetSeverities = SeverityFlags.None;
    }

    /// <summary>Ends the target node.</summary>
    internal void End()
    {
        Targets = Targets.Plus(_targetSeverities);
        if (_targetSeverities.HasFlag(SeverityFlags.Violation))
            records?.AddRecords(_target, _violating);
        tally?.End(_target);
    }

    /// <inheritdoc/>
    public void Receive(in ResultIds result)
    {
        var counter = CounterOf(result);
        counter.Add(_target);
        Total++;
        _targetSeverities |= counter.Flag;
        tally?.Add(result);

        var isKept = counter.IsWanted && counter.Count <= options.ExamplesPerCount && _kept.Count < options.MaximumResults;
        if (!isKept && options.OnResult is null)
            return;

        var made = Make(result, _target, withDetails: isKept && options.IncludeDetails);
        options.OnResult?.Invoke(made);
        if (isKept)
            _kept.Add(made);
    }

    private Counter CounterOf(in ResultIds result)
    {
        var key = (result.Constraint, result.Shape, result.Predicate);
        if (!_counters.TryGetValue(key, out var counter))
            _counters.Add(key, counter = new Counter(result.Shape.Definition, PathOf(result), result.Constraint.Definition.Component.Iri, MessagesOf(result), IsWanted(result.Shape.Definition.Severity)));
        return counter;
    }

    private ValidationResult Make(in ResultIds result, TermId target, bool withDetails)
    {
        var path = PathOf(result);
        var (record, property) = records?.Find(target, result.Focus) ?? default;
        return Make(result, target, path, withDetails) with
        {
            Record = record.IsBound ? evaluation.Terms.ToTerm(record) : null,
            RecordProperty = property.IsBound ? evaluation.Terms.ToTerm(property) as Iri : record == result.Focus ? FirstPredicate(path) : null,
        };
    }

    private ValidationResult Make(in ResultIds result, TermId target, PropertyPath? path, bool withDetails) => new()
    {
        FocusNode = evaluation.Terms.ToTerm(result.Focus),
        TargetNode = evaluation.Terms.ToTerm(target),
        Path = path,
        Value = result.Solution is { } solution ? solution.Value : result.Value.IsBound ? evaluation.Terms.ToTerm(result.Value) : null,
        SourceShape = result.Shape.Definition,
        SourceConstraint = result.Constraint.Definition.Source,
        Component = result.Constraint.Definition.Component.Iri,
        Severity = result.Shape.Definition.Severity,
        Messages = result.Solution is { Messages.Count: > 0 } says ? says.Messages : MessagesOf(result),
        Details = withDetails ? Explain(result, target) : [],
    };

    // Why a value did not conform to the shapes it was held against: their own results, as sh:detail.
    private List<ValidationResult> Explain(ResultIds result, TermId target)
    {
        if (!result.Constraint.NestedExplain || !result.Value.IsBound)
            return [];

        var details = new DetailCollector(this, target, options.MaximumDetails);
        foreach (var nested in result.Constraint.Nested.Where(nested => !nested.IsRecursive))
            evaluation.Report(nested, result.Value, details);
        return details.Results;
    }

    private PropertyPath? PathOf(in ResultIds result) =>
        result.Predicate.IsBound ? new LinkPath((Iri)evaluation.Terms.ToTerm(result.Predicate)) : (result.Shape.Definition as PropertyShape)?.Path;

    private static Iri? FirstPredicate(PropertyPath? path) => path switch
    {
        LinkPath link => link.Predicate,
        SequencePath sequence => FirstPredicate(sequence.First),
        AlternativePath alternative => FirstPredicate(alternative.First),
        ZeroOrMorePath more => FirstPredicate(more.Path),
        OneOrMorePath more => FirstPredicate(more.Path),
        ZeroOrOnePath optional => FirstPredicate(optional.Path),
        _ => null,
    };

    private static IReadOnlyList<Literal> MessagesOf(in ResultIds result) =>
        result.Constraint.Definition.MessagesFor(result.Shape.Definition);

    private sealed class DetailCollector(ResultCollector owner, TermId target, int maximum) : IResultReceiver
    {
        internal List<ValidationResult> Results { get; } = [];

        public void Receive(in ResultIds result)
        {
            if (Results.Count < maximum)
                Results.Add(owner.Make(result, target, owner.PathOf(result), withDetails: true));
        }
    }

    private bool IsWanted(Iri severity) => options.LeastSeverity is not { } least || Severities.Rank(severity) <= Severities.Rank(least);

    private sealed class Counter(Shape shape, PropertyPath? path, Iri component, IReadOnlyList<Literal> messages, bool isWanted)
    {
        private TermId _lastTarget;
        private long _targets;

        internal long Count { get; private set; }

        /// <summary>Whether results of this severity are kept.</summary>
        internal bool IsWanted => isWanted;

        internal SeverityFlags Flag { get; } = shape.Severity.Value switch
        {
            ShaclNs.Violation => SeverityFlags.Violation,
            ShaclNs.Warning => SeverityFlags.Warning,
            _ => SeverityFlags.Other,
        };

        internal void Add(TermId target)
        {
            Count++;
            _targets += target == _lastTarget ? 0 : 1;
            _lastTarget = target;
        }

        internal ResultCount ToCount() => new(shape, path, component, shape.Severity, messages, Count, _targets);
    }
}

/// <summary>The severities that one target node met.</summary>
[Flags]
internal enum SeverityFlags : byte
{
    None = 0,
    Violation = 1,
    Warning = 2,
    Other = 4,
}
