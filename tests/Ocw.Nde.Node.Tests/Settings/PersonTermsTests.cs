using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Tests.Settings;

public sealed class PersonTermsTests
{
    [Theory]
    [InlineData(PersonalRecordKinds.Birth, 1926, null, false, "2027-01-01")]
    [InlineData(PersonalRecordKinds.Marriage, 1951, null, true, "2027-01-01")]
    [InlineData(PersonalRecordKinds.Death, 1976, null, true, "2027-01-01")]
    [InlineData(PersonalRecordKinds.Other, 1900, 1880, false, "1991-01-01")]
    [InlineData(PersonalRecordKinds.Other, 1900, 1880, true, "2011-01-01")] // someone in it may have been a baby
    [InlineData(PersonalRecordKinds.Other, null, 1930, false, "2041-01-01")]
    [InlineData(PersonalRecordKinds.Other, null, null, false, "0001-01-01")] // nobody who may be alive
    [InlineData(PersonalRecordKinds.Birth | PersonalRecordKinds.Other, 1900, 1950, false, "2061-01-01")] // in doubt the longest
    [InlineData(PersonalRecordKinds.Birth, null, 1800, false, null)] // not known: never by itself
    [InlineData(PersonalRecordKinds.Other, null, 1850, true, null)]
    public void A_term_is_counted_from_the_end_of_the_year(PersonalRecordKinds kinds, int? year, int? birth, bool hasUnknown, string? expected) =>
        Assert.Equal(expected, PersonTerms.Default.OpensOn(new PersonalData(kinds, year, birth, hasUnknown))?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_next_opening_is_that_of_the_rule_or_the_term_that_ends_first()
    {
        var policy = new AccessPolicy(AccessDecision.Openbaar, [new RecordRule { Level = AccessDecision.Gesloten, OpensOn = new DateOnly(2030, 5, 6) }], []);
        var today = new DateOnly(2026, 11, 22);
        var none = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

        Assert.Equal(new DateOnly(2030, 5, 6), policy.NextOpening(none, today));
        Assert.Equal(new DateOnly(2029, 1, 1), policy.NextOpening(none, today, new PersonalData(PersonalRecordKinds.Birth, 1928, null, false)));
        Assert.Null(policy.NextOpening(none, new DateOnly(2031, 1, 1)));
    }
}
