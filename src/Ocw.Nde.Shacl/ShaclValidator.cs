using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl;

/// <summary>Says which nodes of a data graph do not conform to which shapes, and why (SHACL Core and SHACL-SPARQL, W3C Recommendation of 20 July 2017).</summary>
/// <remarks>
/// Works on ids: the terms of the shapes are looked up once, focus nodes are taken in order of id from one running scan, and a result
/// becomes an object only when it is kept. Memory grows with the number of focus nodes (8 bytes each), of records with violations where records are known, and of kept results, not with the data.
/// </remarks>
public static class ShaclValidator
{
    private const int ProgressStep = 4096;

    /// <summary>Validates the graphs of a source against shapes.</summary>
    /// <param name="data">The data: a snapshot, a staged transaction or a graph in memory.</param>
    /// <param name="graphs">Which graphs are the data graph; several count as one set.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="options">What to keep; by default every result.</param>
    /// <param name="cancellation">Ends the validation.</param>
    /// <exception cref="OperationCanceledException">The validation was ended.</exception>
    public static ValidationReport Validate(
        IQuadSource data, GraphSelector graphs, ShapesGraph shapes, ValidationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(shapes);
        options ??= ValidationOptions.Default;

        // 1. Translate the shapes to ids.
        var terms = new DataTerms(data.Terms);
        var stars = new NodeStars(data, graphs, cancellation);
        var classes = new ClassHierarchy(terms, stars);
        using var queries = new DataQueries(data, graphs, shapes.Triples, new EvaluationOptions { Limits = options.QueryLimits }, cancellation);
        var binder = new ShapeBinder(terms, classes, queries);
        var targetShapes = shapes.TargetShapes.Select(binder.Bind).ToList();
        binder.Complete();

        // 2. Find the focus nodes of each shape.
        var finder = new FocusNodes(data, graphs, binder, classes);
        var only = options.FocusNodes?.Select(terms.IdOf).ToHashSet();
        var focusNodes = targetShapes.Select(shape => Only(finder.Of(shape.Definition, cancellation), only)).ToList();

        // 3. Evaluate, node by node.
        var evaluation = new Evaluation(terms, stars, classes.Type, options.MaximumDepth, cancellation);
        var records = options.RecordClass is { } record ? new RecordFinder(data, graphs, evaluation, binder.SubclassesOf(record)) : null;
        var collector = new ResultCollector(evaluation, records, options);
        using (var stream = new FocusStream(data, graphs, stars))
            Evaluate(targetShapes, focusNodes, stream, evaluation, collector, options);

        // 4. Report.
        return new ValidationReport
        {
            Results = collector.Kept,
            Counts = [.. collector.Counts.OrderBy(count => Severities.Rank(count.Severity)).ThenByDescending(count => count.Count)],
            ResultCount = collector.Total,
            Targets = collector.Targets,
            RecordsWithViolations = collector.RecordsWithViolations,
            FocusNodes = targetShapes.Zip(focusNodes).ToDictionary(pair => pair.First.Definition, pair => (long)pair.Second.Length),
            Notices = [.. shapes.Notices, .. evaluation.Failures, .. NoticesOf(evaluation)],
            IsComplete = evaluation.DepthExceeded is null && evaluation.Failures.Count == 0 && shapes.Notices.All(notice => notice.Kind != ShapesNoticeKind.Failure),
        };
    }

    private static TermId[] Only(TermId[] nodes, HashSet<TermId>? only) => only is null ? nodes : [.. nodes.Where(only.Contains)];

    // Merges the sorted focus nodes of all shapes, so that each node is read once and all its shapes are evaluated together.
    private static void Evaluate(
        List<BoundShape> shapes, List<TermId[]> focusNodes, FocusStream stream, Evaluation evaluation, ResultCollector collector, ValidationOptions options)
    {
        var next = new int[shapes.Count];
        while (Smallest(focusNodes, next) is { IsBound: true } node)
        {
            stream.MoveTo(node);
            evaluation.Begin();
            collector.Begin(node);
            for (var i = 0; i < shapes.Count; i++)
            {
                if (next[i] >= focusNodes[i].Length || focusNodes[i][next[i]] != node)
                    continue;
                next[i]++;
                evaluation.Report(shapes[i], node, collector);
            }

            collector.End();
            if (collector.Targets.Validated % ProgressStep == 0)
                options.Progress?.Report(collector.Targets.Validated);
        }

        options.Progress?.Report(collector.Targets.Validated);
    }

    private static TermId Smallest(List<TermId[]> focusNodes, int[] next)
    {
        var smallest = TermId.Unbound;
        for (var i = 0; i < next.Length; i++)
        {
            if (next[i] < focusNodes[i].Length && (!smallest.IsBound || focusNodes[i][next[i]] < smallest))
                smallest = focusNodes[i][next[i]];
        }

        return smallest;
    }

    private static IEnumerable<ShapesNotice> NoticesOf(Evaluation evaluation)
    {
        if (evaluation.DepthExceeded is var (node, shape))
        {
            var name = evaluation.Terms.ToTerm(node);
            yield return new ShapesNotice(
                shape.Definition.Id,
                ShapesNoticeKind.NotChecked,
                new LocalizedText(
                    $"Vormen verwijzen bij {name} dieper naar elkaar dan de grens toestaat; of daarboven alles klopt is niet vastgesteld.",
                    $"Shapes refer to each other at {name} deeper than the limit allows; whether everything above it conforms was not established."));
        }
    }
}
