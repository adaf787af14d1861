using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Which graphs a request may change, and as what.</summary>
/// <param name="options">The classes that may be changed, and what new graphs become.</param>
/// <param name="scope">Who asks.</param>
internal sealed class UpdateGraphs(SparqlUpdaterOptions options, ReaderScope scope)
{
    /// <summary>What a new graph becomes.</summary>
    internal GraphKind New => new(options.NewGraphClass, options.NewGraphAccess);

    /// <summary>Whether updates of this scope may change such a graph.</summary>
    internal bool MayChange(GraphKind kind) =>
        kind.Class != GraphClass.System && options.WritableClasses.Contains(kind.Class) && (scope == ReaderScope.Internal || kind.Access == AccessLevel.Open);

    /// <summary>Refuses a graph that may not be changed.</summary>
    /// <exception cref="SparqlUpdateException">It may not.</exception>
    internal void Require(GraphKind kind, string graph)
    {
        if (MayChange(kind))
            return;
        var which = graph.Length == 0 ? "The unnamed graph" : $"The graph <{graph}>";
        throw new SparqlUpdateException(
            UpdateFault.NotWritable,
            kind.Access == AccessLevel.Closed && scope == ReaderScope.Public
                ? $"{which} cannot be changed by this request."
                : $"{which} is kept by the node itself ({kind.Class}); updates cannot change it. They can change graphs of these classes: {string.Join(", ", options.WritableClasses.Where(c => c != GraphClass.System).Order())}.");
    }
}

/// <summary>What a graph is for, and who may read it.</summary>
internal readonly record struct GraphKind(GraphClass Class, AccessLevel Access);
