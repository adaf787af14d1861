using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
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
        using var session = Open(data, graphs, shapes, options ??= ValidationOptions.Default, cancellation);
        var collector = session.Evaluate(only: null, options, tally: null);
        return session.Report(collector, collector.Counts, collector.Total, collector.Targets, collector.RecordsWithViolations);
    }

    /// <summary>Validates like <see cref="Validate"/>, and remembers what each node has, so that after a change <see cref="Revalidate"/> is enough.</summary>
    /// <inheritdoc cref="Validate"/>
    /// <returns>The report, and what was found of each node: <see langword="null"/> where a change anywhere may change a verdict anywhere, or a verdict was not reached.</returns>
    public static (ValidationReport Report, ValidationMemory? Memory) ValidateAndRemember(
        IQuadSource data, GraphSelector graphs, ShapesGraph shapes, ValidationOptions? options = null, CancellationToken cancellation = default)
    {
        using var session = Open(data, graphs, shapes, options ??= ValidationOptions.Default, cancellation);
        var tally = Revalidation.ReachOf(session) is null || options.FocusNodes is not null ? null : new NodeTally(session.Shapes);
        var collector = session.Evaluate(only: null, options, tally);
        return (session.Report(collector, collector.Counts, collector.Total, collector.Targets, collector.RecordsWithViolations), session.IsDecided ? tally?.ToMemory() : null);
    }

    /// <summary>Validates what a change can have touched, and gives the report that <see cref="Validate"/> gives.</summary>
    /// <param name="data">The data after the change, of the same store.</param>
    /// <param name="graphs">Which graphs are the data graph.</param>
    /// <param name="shapes">The same shapes as before.</param>
    /// <param name="before">What was remembered of the state before the change.</param>
    /// <param name="changed">Every node of which a statement was added to the data graph or taken away.</param>
    /// <param name="options">The same as before; without <see cref="ValidationOptions.OnResult"/> and <see cref="ValidationOptions.FocusNodes"/>.</param>
    /// <param name="cancellation">Ends the validation.</param>
    /// <returns>The report and the memory of the state after the change; <see langword="null"/> where only validating everything is sure, or is not much more work.</returns>
    public static (ValidationReport Report, ValidationMemory Memory)? Revalidate(
        IQuadSource data, GraphSelector graphs, ShapesGraph shapes, ValidationMemory before, IReadOnlyCollection<TermId> changed, ValidationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(changed);
        options ??= ValidationOptions.Default;
        if (options.OnResult is not null || options.FocusNodes is not null)
            return null;
        using var session = Open(data, graphs, shapes, options, cancellation);
        return new Revalidation(session, options).Run(data, graphs, before, changed, cancellation);
    }

    private static ValidationSession Open(IQuadSource data, GraphSelector graphs, ShapesGraph shapes, ValidationOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(shapes);
        var session = new ValidationSession(data, graphs, shapes, options, cancellation);
        if (options.FocusNodes is { } only)
            session.Restrict(only);
        return session;
    }
}
