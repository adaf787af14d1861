using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Transactions;

/// <summary>What the quads of a stage do to their graph.</summary>
public enum StageMode : byte
{
    /// <summary>The graph will hold exactly these quads.</summary>
    Replace,

    /// <summary>These quads join those that the graph has.</summary>
    Add,

    /// <summary>These quads leave the graph. Quads that it does not have are passed over.</summary>
    Remove,
}

/// <summary>What a commit did.</summary>
/// <param name="Changed">Whether anything changed at all; if not, nothing was written and the commit number stayed.</param>
/// <param name="CommitNumber">The number of the state that readers see now.</param>
/// <param name="Graphs">The graphs whose quads, class or access level changed, in order of id.</param>
public sealed record CommitResult(bool Changed, long CommitNumber, IReadOnlyList<GraphChange> Graphs);

/// <summary>What a commit did to one graph.</summary>
/// <param name="Graph">The graph's name; unbound for the unnamed graph.</param>
/// <param name="Added">The quads that it did not have before.</param>
/// <param name="Removed">The quads that it does not have any more.</param>
/// <param name="QuadCount">The quads that it has now; 0 if it is gone.</param>
public readonly record struct GraphChange(TermId Graph, long Added, long Removed, long QuadCount);

/// <summary>A set of documents whose blank-node labels mean the same nodes. Made by <see cref="WriteTransaction.NewBlankNodeScope"/>.</summary>
/// <remarks>Holds every label that it has seen, about 40 bytes each, until it is let go.</remarks>
public sealed class BlankNodeScope
{
    private readonly Dictionary.TermArena _labels = new();

    internal BlankNodeScope()
    {
    }

    internal TermId GetOrAdd(ReadOnlySpan<byte> label, Dictionary.TransactionTerms terms)
    {
        var key = new Dictionary.TermKey(Dictionary.TermQualifiers.Simple, label);
        var hash = Dictionary.TermHash.Of(key.Qualifier, label, 0);
        var record = _labels.Find(hash, key);
        if (record < 0)
            record = _labels.Add(hash, key, terms.NewBlankNode().Value);
        return new TermId(_labels.IdAt(record));
    }
}
