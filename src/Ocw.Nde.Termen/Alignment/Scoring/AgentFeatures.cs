using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>What the names and the years of people and firms tell.</summary>
internal static class AgentFeatures
{
    // Sources that disagree about one person's year hardly do so by more.
    private const int FarYears = 15;

    private static readonly FrozenSet<string> s_firmWords = FrozenSet.ToFrozenSet(
        ["nv", "bv", "vof", "gmbh", "ltd", "inc", "plc", "llc", "cie", "co", "ag", "sa", "gebr", "gebroeders", "bros", "brothers", "zonen", "zoon", "sons", "fils", "firma", "fa", "company", "compagnie", "studio", "studios", "atelier", "ateliers", "drukkerij", "uitgeverij", "museum", "academie", "collectief", "international", "industries", "werkplaats", "design", "stichting", "vereniging", "foundation", "group", "groep", "bureau", "manufactuur", "koninklijke", "workshop", "school", "press", "photo", "foto"],
        StringComparer.Ordinal);

    private static readonly string[] s_firmEndings = ["fabriek", "fabrieken", "bakkerij", "gieterij", "drukkerij", "smederij", "weverij", "werken", "werkplaats", "blazerij", "pottery", "factory", "works"];

    internal static void Add(Candidate candidate, AlignmentValue value, float[] features)
    {
        AddYears(candidate, value, features);
        var name = PersonName.Parse(candidate.Form?.Base ?? candidate.MatchedLabel);
        var person = value.Person ?? PersonName.Parse(value.Label.Base);
        AddSurname(candidate, person, name, features);
        AddGivenNames(person, name, features);
        var (firm, other) = (IsFirm(value.Label.Folded), IsFirm(candidate.Form?.Folded ?? TextFolder.Fold(candidate.MatchedLabel)));
        features[(int)Feature.Firm] = firm || other ? 1 : 0;
        features[(int)Feature.FirmDiffers] = firm != other ? 1 : 0;
        features[(int)Feature.ParticlesDiffer] = person.Surname.Length > 0 && string.Equals(person.Surname, name.Surname, StringComparison.Ordinal)
            && candidate.Level == MatchLevel.Name && HasParticle(value.Label) != HasParticle(candidate.Form) ? 1 : 0;
    }

    internal static bool IsFirm(string folded)
    {
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var word = folded.AsSpan(range);
            if (s_firmWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
                return true;
            foreach (var ending in s_firmEndings)
            {
                if (word.EndsWith(ending, StringComparison.Ordinal))
                    return true;
            }
        }

        return folded.StartsWith("n v ", StringComparison.Ordinal) || folded.EndsWith(" b v", StringComparison.Ordinal) || folded.Contains(" n v", StringComparison.Ordinal);
    }

    private static void AddYears(Candidate candidate, AlignmentValue value, float[] features)
    {
        ref readonly var facts = ref candidate.Index.Facts[candidate.Term];
        var birth = Difference(value.Years.Birth, facts.Birth);
        var death = Difference(value.Years.Death, facts.Death);
        Mark(features, birth, Feature.BirthEqual, Feature.BirthNear, Feature.BirthDiffers);
        Mark(features, death, Feature.DeathEqual, Feature.DeathNear, Feature.DeathDiffers);
        features[(int)Feature.YearsFar] = birth > FarYears || death > FarYears ? 1 : 0;
        features[(int)Feature.BothYearsEqual] = birth == 0 && death == 0 ? 1 : 0;
        features[(int)Feature.LifetimeContradicts] = value.Years.Birth > facts.Death || value.Years.Death < facts.Birth || value.WorkYear < facts.Birth ? 1 : 0;
        features[(int)Feature.TermWithoutYears] = facts.Birth is null && facts.Death is null ? 1 : 0;
    }

    private static int? Difference(int? left, int? right) => left is { } one && right is { } other ? Math.Abs(one - other) : null;

    private static void Mark(float[] features, int? difference, Feature equal, Feature near, Feature differs)
    {
        if (difference is { } years)
            features[(int)(years == 0 ? equal : years <= 2 ? near : differs)] = 1;
    }

    private static void AddSurname(Candidate candidate, PersonName value, PersonName term, float[] features)
    {
        var equal = string.Equals(value.Surname, term.Surname, StringComparison.Ordinal);
        features[(int)Feature.SurnameEqual] = equal && value.Surname.Length > 0 ? 1 : 0;
        features[(int)Feature.SurnameLikeness] = equal ? 0 : (float)Similarity.Edits(value.Surname, term.Surname);
        features[(int)Feature.SurnamePart] = !equal && (IsPart(value.Surname, term.Surname) || IsPart(term.Surname, value.Surname)) ? 1 : 0;
        var rivals = candidate.Index.Find(StableHash.Of(TermKeyKind.Surname, Spelling.Skeleton(term.Surname))).Length;
        features[(int)Feature.SurnameRivals] = candidate.Level < MatchLevel.LabelEqual ? MathF.Log2(Math.Max(1, rivals)) / 4 : 0;
        features[(int)Feature.SingleName] = value.Given.Count == 0 && !value.Surname.Contains(' ', StringComparison.Ordinal) ? 1 : 0;
    }

    private static bool IsPart(string part, string whole) =>
        part.Length >= 4 && whole.Length > part.Length && (whole.StartsWith(part + " ", StringComparison.Ordinal) || whole.EndsWith(" " + part, StringComparison.Ordinal));

    private static void AddGivenNames(PersonName value, PersonName term, float[] features)
    {
        var given = GivenNames.Compare(value.Given, term.Given);
        var feature = given.First switch
        {
            GivenNameMatch.Absent => Feature.GivenAbsent,
            GivenNameMatch.Different => Feature.GivenDifferent,
            GivenNameMatch.VariantInitial => Feature.GivenVariantInitial,
            GivenNameMatch.InitialBoth => Feature.GivenInitialsBoth,
            GivenNameMatch.Initial => Feature.GivenInitials,
            GivenNameMatch.Variant => Feature.GivenVariant,
            _ => value.Given.Count == term.Given.Count ? Feature.GivenSame : Feature.GivenLonger,
        };
        features[(int)feature] = 1;
        features[(int)Feature.GivenLater] = given.IsLater ? 1 : 0;
        features[(int)Feature.InitialsAgreeing] = Math.Max(0, given.Agreeing - 1);
        features[(int)Feature.GivenNamesDisagree] = given.Disagreeing;
        features[(int)Feature.InitialsOnly] = value.IsInitialsOnly || term.IsInitialsOnly ? 1 : 0;
        features[(int)Feature.SingleInitial] = (value.IsInitialsOnly && value.Given.Count == 1) || (term.IsInitialsOnly && term.Given.Count == 1) ? 1 : 0;
    }

    private static bool HasParticle(LabelForm? form)
    {
        if (form is null)
            return false;
        foreach (var range in form.Direct.AsSpan().Split(' '))
        {
            if (form.Direct.AsSpan(range) is "van" or "de" or "der" or "den" or "von" or "ten" or "ter")
                return true;
        }

        return false;
    }
}
