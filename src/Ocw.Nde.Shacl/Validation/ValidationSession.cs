using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Shapes bound to one data graph, with their focus nodes: ready to be evaluated, on all of them or on some.</summary>
internal sealed class ValidationSession : IDisposable
{
    private const int ProgressStep = 4096;

    private readonly IQuadSource _data;
    private readonly GraphSelector _graphs;
    private readonly ShapesGraph _shapes;
    private readonly DataTerms _terms;
    private readonly NodeStars _stars;
    private readonly DataQueries _queries;
    private readonly ShapeBinder _binder;
    private readonly Evaluation _evaluation;
    private readonly RecordFinder? _records;
    private readonly FocusNodes _finder;
    private readonly Rdf.Terms.Iri? _recordClass;

    internal ValidationSession(IQuadSource data, GraphSelector graphs, ShapesGraph shapes, ValidationOptions options, CancellationToken cancellation)
    {
        (_data, _graphs, _shapes) = (data, graphs, shapes);

        // 1. Translate the shapes to ids.
        _terms = new DataTerms(data.Terms);
        _stars = new NodeStars(data, graphs, cancellation);
        Classes = new ClassHierarchy(_terms, _stars);
        _queries = new DataQueries(data, graphs, shapes.Triples, new EvaluationOptions { Limits = options.QueryLimits }, cancellation);
        _binder = new ShapeBinder(_terms, Classes, _queries);
        TargetShapes = [.. shapes.TargetShapes.Select(_binder.Bind)];
        _binder.Complete();

        // 2. Find the focus nodes of each shape.
        _finder = new FocusNodes(data, graphs, _binder, Classes);
        FocusNodes = [.. TargetShapes.Select(shape => _finder.Of(shape.Definition, cancellation))];

        _evaluation = new Evaluation(_terms, _stars, Classes.Type, options.MaximumDepth, cancellation);
        _recordClass = options.RecordClass;
        _records = options.RecordClass is { } record ? new RecordFinder(data, graphs, _evaluation, _binder.SubclassesOf(record)) : null;
    }

    /// <summary>The classes of the data.</summary>
    internal ClassHierarchy Classes { get; }

    /// <summary>All shapes, by their number.</summary>
    internal IReadOnlyList<BoundShape> Shapes => _binder.Shapes;

    /// <summary>The shapes that start a validation.</summary>
    internal IReadOnlyList<BoundShape> TargetShapes { get; }

    /// <summary>The focus nodes of each of them, in order of id.</summary>
    internal IReadOnlyList<TermId[]> FocusNodes { get; private set; }

    /// <summary>Whether every verdict was reached.</summary>
    internal bool IsDecided => _evaluation.DepthExceeded is null && _evaluation.Failures.Count == 0;

    /// <summary>Leaves of the focus nodes only these.</summary>
    internal void Restrict(IEnumerable<Rdf.Terms.RdfTerm> nodes)
    {
        var only = nodes.Select(_terms.IdOf).ToHashSet();
        FocusNodes = [.. FocusNodes.Select(focus => focus.Where(only.Contains).ToArray())];
    }

    /// <summary>How many different focus nodes there are.</summary>
    internal long CountFocusNodes()
    {
        var (next, count) = (new int[FocusNodes.Count], 0L);
        while (Smallest(FocusNodes, next) is { IsBound: true } node)
        {
            count++;
            for (var i = 0; i < next.Length; i++)
                next[i] += next[i] < FocusNodes[i].Length && FocusNodes[i][next[i]] == node ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many records nodes belong to: themselves, or those that lead to them.</summary>
    internal long CountRecords(IReadOnlyList<TermId> nodes, CancellationToken cancellation)
    {
        if (_records is null || _recordClass is null || nodes.Count == 0)
            return 0;
        var all = _finder.InstancesOf(_recordClass, cancellation);
        var found = new HashSet<TermId>();
        foreach (var node in nodes)
        {
            if (all.Contains(node))
                found.Add(node);
            else
                _records.AddRecords(node, found);
        }

        return found.Count;
    }

    // 3. Evaluate, node by node.
    /// <summary>Evaluates the shapes.</summary>
    /// <param name="only">On which of their focus nodes; <see langword="null"/> for all.</param>
    /// <param name="options">What to keep of the results.</param>
    /// <param name="tally">Told of each result, if anyone wants to know.</param>
    internal ResultCollector Evaluate(IReadOnlySet<TermId>? only, ValidationOptions options, NodeTally? tally)
    {
        var collector = new ResultCollector(_evaluation, _records, options, tally);
        var focusNodes = only is null ? FocusNodes : [.. FocusNodes.Select(nodes => nodes.Where(only.Contains).ToArray())];
        using var stream = new FocusStream(_data, _graphs, _stars);
        Evaluate(focusNodes, stream, collector, options.Progress);
        return collector;
    }

    // 4. Report.
    /// <summary>The report of what was collected.</summary>
    internal ValidationReport Report(ResultCollector collector, IEnumerable<ResultCount> counts, long total, TargetCounts targets, long recordsWithViolations) => new()
    {
        Results = collector.Kept,
        Counts = [.. counts.OrderBy(count => Severities.Rank(count.Severity)).ThenByDescending(count => count.Count)],
        ResultCount = total,
        Targets = targets,
        RecordsWithViolations = recordsWithViolations,
        FocusNodes = TargetShapes.Zip(FocusNodes).ToDictionary(pair => pair.First.Definition, pair => (long)pair.Second.Length),
        Notices = [.. _shapes.Notices, .. _evaluation.Failures, .. Notices()],
        IsComplete = IsDecided && _shapes.Notices.All(notice => notice.Kind != ShapesNoticeKind.Failure),
    };

    /// <inheritdoc/>
    public void Dispose() => _queries.Dispose();

    // Merges the sorted focus nodes of all shapes, so that each node is read once and all its shapes are evaluated together.
    private void Evaluate(IReadOnlyList<TermId[]> focusNodes, FocusStream stream, ResultCollector collector, IProgress<long>? progress)
    {
        var next = new int[TargetShapes.Count];
        while (Smallest(focusNodes, next) is { IsBound: true } node)
        {
            stream.MoveTo(node);
            _evaluation.Begin();
            collector.Begin(node);
            for (var i = 0; i < TargetShapes.Count; i++)
            {
                if (next[i] >= focusNodes[i].Length || focusNodes[i][next[i]] != node)
                    continue;
                next[i]++;
                _evaluation.Report(TargetShapes[i], node, collector);
            }

            collector.End();
            if (collector.Targets.Validated % ProgressStep == 0)
                progress?.Report(collector.Targets.Validated);
        }

        progress?.Report(collector.Targets.Validated);
    }

    private static TermId Smallest(IReadOnlyList<TermId[]> focusNodes, int[] next)
    {
        var smallest = TermId.Unbound;
        for (var i = 0; i < next.Length; i++)
        {
            if (next[i] < focusNodes[i].Length && (!smallest.IsBound || focusNodes[i][next[i]] < smallest))
                smallest = focusNodes[i][next[i]];
        }

        return smallest;
    }

    private IEnumerable<ShapesNotice> Notices()
    {
        if (_evaluation.DepthExceeded is var (node, shape))
        {
            var name = _terms.ToTerm(node);
            yield return new ShapesNotice(
                shape.Definition.Id,
                ShapesNoticeKind.NotChecked,
                new LocalizedText(
                    $"Vormen verwijzen bij {name} dieper naar elkaar dan de grens toestaat; of daarboven alles klopt is niet vastgesteld.",
                    $"Shapes refer to each other at {name} deeper than the limit allows; whether everything above it conforms was not established."));
        }
    }
}
