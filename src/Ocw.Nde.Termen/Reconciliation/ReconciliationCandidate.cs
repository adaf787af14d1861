using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A term that a query may mean.</summary>
/// <param name="Term">The term.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="IsMatch">Whether it is sure enough to be taken without a person.</param>
/// <param name="Features">What the score rests on.</param>
public sealed record ReconciliationCandidate(Term Term, double Score, bool IsMatch, IReadOnlyList<MatchingFeature> Features);

/// <summary>Something that speaks for or against a candidate.</summary>
/// <param name="Id">Its stable code: one of <c>AlignmentReasons</c>, or <c>property:</c> with the identifier of a property of the query.</param>
/// <param name="Number">Its value, where that is a number.</param>
/// <param name="Holds">Its value, where that is not a number.</param>
public readonly record struct MatchingFeature(string Id, double? Number, bool Holds = true);

/// <summary>The answer to one place of a batch.</summary>
/// <param name="Item">The query, or what is wrong with it.</param>
/// <param name="Candidates">The candidates, best first.</param>
/// <param name="Warnings">What could not be used, and which sources are missing, as sentences.</param>
public sealed record ReconciliationAnswer(BatchItem Item, IReadOnlyList<ReconciliationCandidate> Candidates, IReadOnlyList<string> Warnings);
