using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Erasing;

/// <summary>What an erasure did.</summary>
/// <param name="Changed">Whether there was anything to erase at all; if not, nothing was written.</param>
/// <param name="CommitNumber">The number of the state that readers see now.</param>
/// <param name="Graphs">The graphs that lost statements, now or in an older state, in order of id.</param>
/// <param name="BlankNodes">The blank nodes that only what was erased led to, and that went with it.</param>
/// <param name="TermsBlanked">The terms whose text left the dictionary because nothing uses them any more.</param>
/// <param name="FilesRewritten">The files that were replaced.</param>
/// <param name="FilesHeld">Old files that a reader still has open; each goes when its last reader is done.</param>
/// <param name="StillUsed">IRIs among those asked for whose text had to stay, because they are used as what is named here.</param>
/// <param name="ValuesThatMention">Keys of values (see <see cref="Transactions.WriteTransaction.Put"/>) in which one of the IRIs stands: the store does not know what they mean, so whoever put them must erase it there.</param>
public sealed record ErasureReport(
    bool Changed,
    long CommitNumber,
    IReadOnlyList<ErasedFromGraph> Graphs,
    int BlankNodes,
    long TermsBlanked,
    int FilesRewritten,
    int FilesHeld,
    IReadOnlyList<IriStillUsed> StillUsed,
    IReadOnlyList<string> ValuesThatMention);

/// <summary>What one graph lost.</summary>
/// <param name="Graph">The graph; unbound for the unnamed one.</param>
/// <param name="Name">Its name; empty for the unnamed one.</param>
/// <param name="Quads">The quads that it had now.</param>
/// <param name="OlderRows">The rows of its history.</param>
public sealed record ErasedFromGraph(TermId Graph, string Name, long Quads, long OlderRows);

/// <summary>An IRI that stays because it is more than the subject or object of statements.</summary>
/// <param name="Iri">The IRI.</param>
/// <param name="As">What it is.</param>
public sealed record IriStillUsed(string Iri, IriUse As);

/// <summary>What an IRI is beside subject or object.</summary>
public enum IriUse : byte
{
    /// <summary>The predicate of statements, of the present or of an older state.</summary>
    Predicate,

    /// <summary>The name of a graph.</summary>
    GraphName,

    /// <summary>A datatype of literals.</summary>
    Datatype,
}
