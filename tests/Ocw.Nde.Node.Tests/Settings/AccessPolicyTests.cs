using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Tests.Settings;

public sealed class AccessPolicyTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void The_strictest_rule_that_applies_wins()
    {
        var policy = new AccessPolicy(
            AccessDecision.Openbaar,
            [Rule(AccessDecision.Gesloten, "status", ["geheim"]), Rule(AccessDecision.Beschrijving, "status", [])],
            []);

        Assert.Equal(AccessDecision.Gesloten, policy.Decide(Fields("status", "GEHEIM"), Today).Level);
        Assert.Equal(AccessDecision.Beschrijving, policy.Decide(Fields("status", "anders"), Today).Level);
        Assert.Equal(AccessDecision.Openbaar, policy.Decide(Fields("titel", "Haven"), Today).Level);
    }

    [Theory]
    [InlineData("1951", 75, "Gesloten")] // the last day of 1951 and 75 years is not yet
    [InlineData("1950", 75, "Openbaar")]
    [InlineData("1951-11-22", 75, "Openbaar")]
    [InlineData("1951-11-23", 75, "Gesloten")]
    [InlineData("omstreeks 1900", 75, "Gesloten")] // in doubt: withheld
    public void A_record_opens_when_its_term_is_over(string date, int years, string expected)
    {
        var policy = new AccessPolicy(AccessDecision.Openbaar, [new RecordRule { Level = AccessDecision.Gesloten, OpensOnField = "datum", OpensAfterYears = years }], []);

        Assert.Equal(expected, policy.Decide(Fields("datum", date), Today).Level.ToString());
    }

    [Fact]
    public void A_record_without_the_date_that_would_open_it_stays_closed()
    {
        var policy = new AccessPolicy(AccessDecision.Openbaar, [new RecordRule { Level = AccessDecision.Gesloten, OpensOnField = "datum" }], []);

        Assert.Equal(AccessDecision.Gesloten, policy.Decide(Fields("titel", "Haven"), Today).Level);
    }

    [Fact]
    public void A_rule_can_be_turned_round()
    {
        var policy = new AccessPolicy(AccessDecision.Openbaar, [Rule(AccessDecision.Gesloten, "publiceren", ["ja"]) with { Not = true }], []);

        Assert.Equal(AccessDecision.Openbaar, policy.Decide(Fields("publiceren", "Ja"), Today).Level);
        Assert.Equal(AccessDecision.Gesloten, policy.Decide(Fields("publiceren", "nee"), Today).Level);
        Assert.Equal(AccessDecision.Gesloten, policy.Decide(Fields("titel", "Haven"), Today).Level);
    }

    [Fact]
    public void A_rule_ends_on_its_opening_day()
    {
        var rule = Rule(AccessDecision.Gesloten, "status", ["geheim"]);

        Assert.True((rule with { OpensOn = Today.AddDays(1) }).AppliesTo(Fields("status", "geheim"), Today));
        Assert.False((rule with { OpensOn = Today }).AppliesTo(Fields("status", "geheim"), Today));
    }

    private static RecordRule Rule(AccessDecision level, string field, string[] values) => new() { Level = level, Field = field, Values = values };

    private static Dictionary<string, IReadOnlyList<string>> Fields(string name, string value) => new(StringComparer.Ordinal) { [name] = [value] };
}
