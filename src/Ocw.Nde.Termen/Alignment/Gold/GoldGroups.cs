using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Figures by group: whether the aligner does worse for some kinds of names than for others.</summary>
/// <remarks>
/// Sets do not say of whom or what a string is; groups are made of what strings and answers show: the group that a set names itself, forenames of women in the
/// name tables, words and letters that Dutch and English do not have, particles of names from elsewhere, the size of places, the country where they lie.
/// </remarks>
internal static class GoldGroups
{
    private const int Small = 104;

    private static readonly string[] s_colonial = ["ID", "SR", "CW", "AW", "SX", "BQ", "ZA", "LK", "GH", "IN", "GY", "PG", "MY", "BR", "CD", "NG", "ML", "PK", "VN"];

    internal static IReadOnlyDictionary<string, GoldFigures> Of(IReadOnlyList<GoldReport.Answer> answers, AlignmentModel model)
    {
        var figures = new SortedDictionary<string, GoldFigures>(StringComparer.Ordinal);
        var members = new SortedDictionary<string, List<GoldReport.Answer>>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            foreach (var group in GroupsOf(answer))
            {
                if (!members.TryGetValue(group, out var list))
                    members.Add(group, list = []);
                list.Add(answer);
            }
        }

        foreach (var (group, list) in members)
            figures[group] = GoldFigures.Of(list, answer => answer.IsAnswered(model), 0) with { Threshold = Math.Round((double)list.Count / answers.Count, 3) };
        return figures;
    }

    private static IEnumerable<string> GroupsOf(GoldReport.Answer answer)
    {
        var query = answer.Case.Query;
        if (query.Group is { } named)
            yield return "kind: " + named.Split(' ')[0];
        var value = answer.Case.Value;
        yield return query.Label.Any(c => c > 127) ? "letters: beyond ASCII" : "letters: ASCII";
        if (value.Person is { } person)
        {
            yield return Scoring.AgentFeatures.IsFirm(value.Label.Folded) ? "who: firm" : person.Given.Count == 0 ? "who: one name" : person.IsInitialsOnly ? "who: initials only" : GivenNameVariants.IsOfWomen(person.Given[0].Text) ? "who: forename of women" : "who: other forename";
        }

        if (value.Rule.Genres == Catalog.TermGenres.Place && Term(answer) is { } place)
        {
            var facts = place.Index.Facts[place.Term];
            if (!facts.Country.IsNone)
                yield return s_colonial.Contains(facts.Country.ToString(), StringComparer.Ordinal) ? "where: formerly colonized" : "where: elsewhere";
            yield return facts.Prominence < Small ? "size: small" : "size: large";
        }
        else if (!value.HoldsNames)
        {
            yield return "language: " + (query.Language ?? "unknown");
            if (Term(answer) is { } term && (term.Index.Facts[term.Term].Genres & Catalog.TermGenres.Culture) != Catalog.TermGenres.None)
                yield return "what: people and cultures";
        }
    }

    // The right term where it is known, else the answer.
    private static Candidate? Term(GoldReport.Answer answer) => answer.Case.Candidates.FirstOrDefault(answer.Case.IsRight) ?? answer.Best;
}
