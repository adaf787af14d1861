using System.Globalization;
using Ocw.Nde.Mapping;

namespace Ocw.Nde.Node.Settings;

/// <summary>The levels of publication (openbaar, tenzij): from everything to nothing. The strictest of all that apply wins.</summary>
internal enum AccessDecision
{
    /// <summary>Everything is public.</summary>
    Openbaar,

    /// <summary>The public sees a stub: type, identifier, holder and how to ask; no names, no text.</summary>
    Beschrijving,

    /// <summary>The public sees nothing, as if it did not exist.</summary>
    Gesloten,
}

/// <summary>Who may see what of a source: a level for the whole, rules for records, and rules for single fields.</summary>
/// <param name="Level">The level of records that no rule names.</param>
/// <param name="Rules">Rules over records; the strictest that applies wins.</param>
/// <param name="Fields">Rules over single properties of the shared model.</param>
internal sealed record AccessPolicy(AccessDecision Level, IReadOnlyList<RecordRule> Rules, IReadOnlyList<FieldRule> Fields)
{
    /// <summary>Everything open.</summary>
    public static AccessPolicy Open { get; } = new(AccessDecision.Openbaar, [], []);

    /// <summary>When records about persons become public, whatever else is said.</summary>
    public PersonTerms Persons { get; init; } = PersonTerms.Default;

    /// <summary>The source fields whose values the rules ask for.</summary>
    public IReadOnlyCollection<string> NeededFields =>
        [.. Rules.SelectMany(r => new[] { r.Field, r.OpensOnField }).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the same records may be public on one day and not on another.</summary>
    public bool DependsOnDay => Rules.Any(r => r.OpensOn is not null || r.OpensOnField is not null);

    /// <summary>The level of one record on one day, and why.</summary>
    public (AccessDecision Level, string Reason) Decide(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, DateOnly today, PersonalData? persons = null)
    {
        var (level, reason) = (Level, "source");
        if (persons is not null && Persons.Level > level && !(Persons.OpensOn(persons) <= today))
            (level, reason) = (Persons.Level, "AVG");
        foreach (var rule in Rules)
        {
            if (rule.Level > level && rule.AppliesTo(fields, today))
                (level, reason) = (rule.Level, rule.Reason);
        }

        return (level, reason);
    }

    /// <summary>The next day on which the level of a record may be another; <see langword="null"/> when time alone changes nothing.</summary>
    public DateOnly? NextOpening(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, DateOnly today, PersonalData? persons = null)
    {
        var days = Rules.Where(r => r.AppliesTo(fields, today)).Select(r => r.OpensOnDay(fields)).Append(persons is null ? null : Persons.OpensOn(persons));
        return days.Where(day => day > today).Min();
    }
}

/// <summary>A rule over records: closes those whose field has a value, until a day if one is given.</summary>
internal sealed record RecordRule
{
    /// <summary>The level of the records that the rule names.</summary>
    public required AccessDecision Level { get; init; }

    /// <summary>The source field; <see langword="null"/> means every record.</summary>
    public string? Field { get; init; }

    /// <summary>The values that the rule names; empty means any value. Compared without case.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Turns the condition round: the rule names the records whose field does not have one of the values.</summary>
    public bool Not { get; init; }

    /// <summary>From this day on the rule no longer holds.</summary>
    public DateOnly? OpensOn { get; init; }

    /// <summary>The source field that holds the opening date of each record.</summary>
    public string? OpensOnField { get; init; }

    /// <summary>Years to add to the date of <see cref="OpensOnField"/>.</summary>
    public int OpensAfterYears { get; init; }

    /// <summary>Why: AVG, auteursrecht, …; shown in reports.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the rule holds for a record on a day. A date that cannot be read keeps the record closed: in doubt, withheld.</summary>
    public bool AppliesTo(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, DateOnly today)
    {
        if (Field is not null && !Matches(fields))
            return false;
        if (OpensOn is { } day && today >= day)
            return false;
        return OpensOnField is null || !HasOpened(fields, today);
    }

    /// <summary>The day on which the rule ends for a record for which it holds; <see langword="null"/> when it does not end.</summary>
    public DateOnly? OpensOnDay(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        if (OpensOnField is null || !fields.TryGetValue(OpensOnField, out var values) || values.Count == 0)
            return OpensOn;
        var days = values.Select(v => LatestDay(v.Trim()) is { } latest ? SafeAddYears(latest, OpensAfterYears) : (DateOnly?)null).ToList();
        return days.Contains(null) ? OpensOn : OpensOn is { } day && day < days.Max() ? day : days.Max();
    }

    private bool Matches(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        var present = fields.TryGetValue(Field!, out var values)
            && values.Any(v => !string.IsNullOrWhiteSpace(v) && (Values.Count == 0 || Values.Any(w => string.Equals(v.Trim(), w, StringComparison.OrdinalIgnoreCase))));
        return present != Not;
    }

    private bool HasOpened(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, DateOnly today)
    {
        if (!fields.TryGetValue(OpensOnField!, out var values) || values.Count == 0)
            return false;
        return values.All(v => LatestDay(v.Trim()) is { } latest && today >= SafeAddYears(latest, OpensAfterYears));
    }

    /// <summary>The latest day that a date may mean: a year is its last day.</summary>
    internal static DateOnly? LatestDay(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return month.AddMonths(1).AddDays(-1);
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? new DateOnly(year, 12, 31) : null;
    }

    private static DateOnly SafeAddYears(DateOnly day, int years) => day.Year + years > 9999 ? DateOnly.MaxValue : day.AddYears(years);
}

/// <summary>A rule over one property of the shared model: its statements are closed.</summary>
/// <param name="Property">The IRI of the property.</param>
/// <param name="Reason">Why.</param>
internal sealed record FieldRule(string Property, string Reason);
