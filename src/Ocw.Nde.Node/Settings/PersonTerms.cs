using Ocw.Nde.Mapping;

namespace Ocw.Nde.Node.Settings;

/// <summary>When records about persons become public (privacy, tenzij). All terms are years, counted from the end of the year; in doubt the longest that may hold.</summary>
/// <param name="Birth">Registers of births and baptisms.</param>
/// <param name="Marriage">Registers of marriages, partnerships and divorces.</param>
/// <param name="Death">Registers of deaths and burials.</param>
/// <param name="Age">Any other record: the age that nobody in it may be younger than, unless they are known to have died; who has no date of birth counts as born in the year of the record.</param>
/// <param name="Level">What the public sees until then.</param>
internal sealed record PersonTerms(int Birth, int Marriage, int Death, int Age, AccessDecision Level)
{
    /// <summary>Those of the civil registry (Burgerlijk Wetboek 1:17a), and the 110 years that archives assume of persons of whom no death is known.</summary>
    public static PersonTerms Default { get; } = new(100, 75, 50, 110, AccessDecision.Gesloten);

    /// <summary>The first day on which a record may be public; <see langword="null"/> when what it says does not tell.</summary>
    public DateOnly? OpensOn(PersonalData persons)
    {
        DateOnly? day = DateOnly.MinValue;
        foreach (var (kind, term) in (ReadOnlySpan<(PersonalRecordKinds, int)>)[(PersonalRecordKinds.Birth, Birth), (PersonalRecordKinds.Marriage, Marriage), (PersonalRecordKinds.Death, Death)])
        {
            if (persons.Kinds.HasFlag(kind))
                day = Later(day, After(persons.Year, term));
        }

        return persons.Kinds.HasFlag(PersonalRecordKinds.Other) ? Later(day, OfLives(persons)) : day;
    }

    private DateOnly? OfLives(PersonalData persons)
    {
        DateOnly? day = persons.YoungestBirth is { } birth ? After(birth, Age) : DateOnly.MinValue;
        return persons.HasUnknownBirth ? Later(day, After(persons.Year, Age)) : day;
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is { } a && other is { } b ? (a > b ? a : b) : null;

    private static DateOnly? After(int? year, int term) => year is { } known ? (known + term + 1 is > 0 and <= 9999 and var opening ? new DateOnly(opening, 1, 1) : known + term < 1 ? DateOnly.MinValue : DateOnly.MaxValue) : null;
}
