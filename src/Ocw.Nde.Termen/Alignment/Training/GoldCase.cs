using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Training;

/// <summary>A string of a gold set with its candidates: what is learned from and what is scored.</summary>
internal sealed class GoldCase(string set, GoldQuery query, AlignmentValue value, IReadOnlyList<Candidate> candidates)
{
    /// <summary>The parts into which strings are divided.</summary>
    internal const int Parts = 10;

    /// <summary>Weights are fitted on the parts below this one, thresholds are chosen on those too and on the next, and nothing is done with the others but measuring.</summary>
    internal const int FirstChoosing = 6;

    /// <summary>The first part that is set aside for measuring.</summary>
    internal const int FirstHeldOut = 8;

    internal string Set => set;

    /// <summary>Whether the set was made of a thesaurus.</summary>
    internal bool IsMade { get; private init; }

    /// <summary>Whether the right terms were taken out of the list, so that the right answer is none.</summary>
    internal bool IsWithoutTerm { get; private init; }

    internal GoldQuery Query => query;

    internal AlignmentValue Value => value;

    internal IReadOnlyList<Candidate> Candidates => candidates;

    /// <summary>The part of the string: equal strings are in one part, whatever set or record they come from.</summary>
    internal int Part { get; } = PartOf(query.Label);

    internal static int PartOf(string label) => (int)(StableHash.One(TermKeyKind.Words, TextFolder.SortWords(TextFolder.Fold(label))) % Parts);

    internal bool IsRight(Candidate candidate) => query.Expect.Contains(candidate.Index.Iri(candidate.Term), StringComparer.Ordinal);

    /// <summary>The most probable candidate.</summary>
    internal Candidate? Best() => candidates.Count == 0 ? null : candidates.MaxBy(candidate => candidate.Probability);

    /// <summary>What might be published if the threshold were zero.</summary>
    internal Candidate? Publishable(AlignmentModel model) => new PublicationRule(value, model).Choose(candidates);

    internal void Rescore(AlignmentModel model) => CandidateScorer.Rescore(candidates, model);

    internal static IEnumerable<GoldCase> Of(GoldSet set, TermIndexLease lease, AlignmentModel model)
    {
        var index = lease.Find(GoldSet.SourceId) ?? throw new InvalidOperationException("The authority of the gold set is not indexed.");
        var rule = new FieldRule { Sources = [GoldSet.SourceId], Genres = set.Genres, PublishAt = 0 };
        foreach (var query in set.Queries)
        {
            var value = new AlignmentValue(new AlignmentQuery(new Iri("urn:value"), "gold", query.Label, query.Language, null, query.Context), rule);
            yield return new GoldCase(set.Name, query, value, new CandidateGatherer(value, [], model).Gather(index)) { IsMade = set.Terms is not null };
        }
    }

    /// <summary>The strings of a set as if the list did not have their terms: what is answered then is wrong.</summary>
    internal static IEnumerable<GoldCase> WithoutTerms(GoldSet set, TermIndexLease lease, AlignmentModel model)
    {
        var index = lease.Find(GoldSet.SourceId) ?? throw new InvalidOperationException("The authority of the gold set is not indexed.");
        foreach (var item in Of(set, lease, model).Where(item => item.Query.Expect.Count > 0))
        {
            var candidates = new CandidateGatherer(item.Value, item.Query.Expect.ToHashSet(StringComparer.Ordinal), model).Gather(index);
            yield return new GoldCase(set.Name, item.Query with { Expect = [] }, item.Value, candidates) { IsWithoutTerm = true };
        }
    }
}
