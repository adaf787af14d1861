using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The terms of one answer of a source.</summary>
/// <param name="Terms">The terms, in order of IRI.</param>
/// <param name="Triples">How many triples the answer had.</param>
/// <param name="Remarks">What was strange.</param>
internal sealed record LiveAnswer(IReadOnlyList<LiveTerm> Terms, int Triples, IReadOnlyList<SourceRemark> Remarks);

/// <summary>A term of an answer.</summary>
/// <param name="Term">The term.</param>
/// <param name="Rank">The source's own rank (<c>vrank:simpleRank</c>); higher is better.</param>
/// <param name="Triples">What the answer says of it and of the labels of terms that it refers to, as N-Triples; to be remembered.</param>
internal sealed record LiveTerm(Term Term, double? Rank, ReadOnlyMemory<byte> Triples);
