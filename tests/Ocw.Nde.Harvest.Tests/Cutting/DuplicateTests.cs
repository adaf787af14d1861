using System.Text;

namespace Ocw.Nde.Harvest.Tests.Cutting;

public sealed class DuplicateTests
{
    private const string Rows = "nr,titel,gewijzigd\n1,a,2025-01-01\n2,b,2025-01-01\n1,c,2025-03-01\n1,d,2025-02-01\n3,e,\n";

    [Theory]
    [InlineData(DuplicateRule.Last, "d")]
    [InlineData(DuplicateRule.First, "a")]
    [InlineData(DuplicateRule.Newest, "c")]
    [InlineData(null, "d")]
    public async Task One_copy_wins_by_the_rule_and_the_others_are_reported(DuplicateRule? rule, string title)
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.csv", Encoding.UTF8.GetBytes(Rows), source => source with { KeyPaths = ["nr"], DatestampPath = "gewijzigd", Duplicates = rule });

        Assert.Contains($"\"titel\":\"{title}\"", outcome.Text("1"), StringComparison.Ordinal);
        Assert.Equal((5, 3, 2), (outcome.Summary.Seen, outcome.Summary.Kept, outcome.Summary.Duplicates));
        Assert.Equal(2, outcome.Notices.Count(notice => notice is { Code: "duplicate-identifier", Identifier: "1" }));
    }

    [Fact]
    public async Task A_copy_that_cannot_be_read_never_wins()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.xml", "<l><r id='1'><t>goed</t></r><r id='2'/><r id='1'><t>fout</r></l>"u8);

        Assert.Contains("goed", outcome.Text("1"), StringComparison.Ordinal);
        Assert.Equal((2, 1, 0), (outcome.Summary.Kept, outcome.Summary.SetAside, outcome.Summary.Duplicates));
    }

    [Fact]
    public void More_keys_than_fit_in_memory_are_sorted_on_disk_with_the_same_result()
    {
        var random = new Random(7);
        var keys = Enumerable.Range(0, 20_000).Select(_ => random.Next(15_000).ToString("D5", System.Globalization.CultureInfo.InvariantCulture)).ToList();

        foreach (var rule in Enum.GetValues<DuplicateRule>())
        {
            using var large = new DuplicateIndex(rule, 100_000, Path.GetTempPath());
            using var small = new DuplicateIndex(rule, 500, Path.GetTempPath());
            foreach (var key in keys)
            {
                var datestamp = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(key.GetHashCode(StringComparison.Ordinal) % 5);
                large.Add(key, datestamp);
                small.Add(key, datestamp);
            }

            var losers = large.Losers().ToList();
            Assert.Equal(losers, small.Losers());
            Assert.Equal(keys.Count - keys.Distinct(StringComparer.Ordinal).Count(), losers.Count);
            Assert.Equal(500, small.HighWaterMark);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task What_is_held_does_not_grow_with_the_number_of_records(string format)
    {
        var small = await CutAsync(format, 2_000);
        var large = await CutAsync(format, 40_000);

        Assert.Equal((2_000, 40_000), (small.Summary.Kept, large.Summary.Kept));
        Assert.True(large.HighWaterMark <= Math.Max(small.HighWaterMark, 1 << 20), $"{small.HighWaterMark:N0} bytes for 2,000 records, {large.HighWaterMark:N0} for 40,000");
    }

    private static async Task<CutOutcome> CutAsync(string format, int count)
    {
        var records = Enumerable.Range(1, count);
        var text = format switch
        {
            "csv" => "nr,titel\n" + string.Concat(records.Select(number => $"{number},titel van {number}\n")),
            "jsonl" => string.Concat(records.Select(number => $"{{\"id\":{number},\"t\":\"titel\"}}\n")),
            "json" => $"{{\"items\":[{string.Join(',', records.Select(number => $"{{\"id\":{number},\"t\":\"titel\"}}"))}]}}",
            _ => $"<l>{string.Concat(records.Select(number => $"<r id='{number}'><t>titel</t></r>"))}</l>",
        };
        using var bench = new HarvestBench();
        return await bench.CutTextAsync($"x.{format}", Encoding.UTF8.GetBytes(text), source => source with { KeyPaths = [format switch { "csv" => "nr", "xml" => "@id", _ => "id" }] });
    }
}
