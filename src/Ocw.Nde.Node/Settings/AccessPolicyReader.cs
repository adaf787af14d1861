using System.Globalization;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads the <c>access</c> part of a source file.</summary>
internal static class AccessPolicyReader
{
    private static readonly (string, AccessDecision)[] Levels =
        [("openbaar", AccessDecision.Openbaar), ("beschrijving", AccessDecision.Beschrijving), ("gesloten", AccessDecision.Gesloten)];

    /// <summary>Reads the policy; without an <c>access</c> part everything is open.</summary>
    public static AccessPolicy Read(YamlMap source)
    {
        if (source.Map("access") is not { } map)
            return AccessPolicy.Open;
        var policy = new AccessPolicy(
            map.Choice("level", AccessDecision.Openbaar, Levels),
            [.. map.Maps("records").Select(Rule)],
            [.. map.Maps("fields").Select(Field)])
        {
            Persons = map.Map("persons") is { } persons ? Persons(persons) : PersonTerms.Default,
        };
        map.RefuseOthers();
        return policy;
    }

    private static PersonTerms Persons(YamlMap map)
    {
        var byDefault = PersonTerms.Default;
        var terms = new PersonTerms(Years("birth", byDefault.Birth), Years("marriage", byDefault.Marriage), Years("death", byDefault.Death), Years("age", byDefault.Age), map.Choice("level", byDefault.Level, Levels));
        map.RefuseOthers();
        return terms;

        int Years(string key, int years) => (int)map.Number(key, years, 0, 1000);
    }

    private static RecordRule Rule(YamlMap map)
    {
        map.Required("level", new("beschrijving of gesloten", "beschrijving or gesloten"));
        var rule = new RecordRule
        {
            Level = map.Choice("level", AccessDecision.Gesloten, Levels),
            Field = map.Text("field"),
            Values = map.List("values"),
            Not = map.Flag("not", byDefault: false),
            OpensOn = Day(map, "opensOn"),
            OpensOnField = map.Text("opensOnField"),
            OpensAfterYears = (int)map.Number("opensAfterYears", 0, 0, 1000),
            Reason = map.Text("reason") ?? "",
        };
        map.RefuseOthers();
        return rule;
    }

    private static DateOnly? Day(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        map.Error(key, $"een datum als 2035-01-31 verwacht, niet «{text}»", $"a date such as 2035-01-31 is expected, not «{text}»");
        return DateOnly.MaxValue;
    }

    private static FieldRule Field(YamlMap map)
    {
        var property = map.Required("property", new("de IRI of de schema.org-naam van een eigenschap", "the IRI or schema.org name of a property"));
        var rule = new FieldRule(property.Contains(':', StringComparison.Ordinal) ? property : "https://schema.org/" + property, map.Text("reason") ?? "");
        map.RefuseOthers();
        return rule;
    }
}
