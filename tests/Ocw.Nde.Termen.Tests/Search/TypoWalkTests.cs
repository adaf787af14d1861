using System.Text;
using Ocw.Nde.Termen.Search.Words;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Search;

public sealed class TypoWalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_words_found_are_exactly_those_within_the_distance(int errors)
    {
        var random = new Random(5);
        string[] letters = ["a", "b", "c", "d", "é", "ж", "𝄞"];
        string Word() => string.Concat(Enumerable.Range(0, random.Next(4, 9)).Select(_ => letters[random.Next(errors == 1 ? 4 : letters.Length)]));
        var words = Enumerable.Range(0, 1500).Select(_ => Word()).Distinct(StringComparer.Ordinal).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), [.. words.Select((word, i) => Sources.Term($"{i}", word))]);
        using var lease = index.Index.Acquire();
        var source = lease.Sources[0];
        var indexed = Enumerable.Range(0, source.WordCount).Select(word => Encoding.UTF8.GetString(source.Word(word))).ToArray();

        for (var i = 0; i < 60; i++)
        {
            var asked = indexed[random.Next(indexed.Length)];
            asked = i % 2 == 0 ? asked : asked[..^1] + "a";
            var expected = indexed.Where(word => Distance(asked, word) <= errors).Order(StringComparer.Ordinal);
            var found = TypoWalk.Find(source, asked, errors, isPrefix: false, limit: 10_000);
            Assert.Equal(expected, found.Select(range => indexed[range.First]).Order(StringComparer.Ordinal));
            Assert.All(found, range => Assert.Equal(Distance(asked, indexed[range.First]), range.Errors));
        }
    }

    [Fact]
    public async Task An_unfinished_word_finds_what_begins_nearly_so()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "rembrandt"), Sources.Term("2", "rembrandesk"), Sources.Term("3", "rubens"));
        using var lease = index.Index.Acquire();
        var source = lease.Sources[0];

        var found = TypoWalk.Find(source, "rembarn", 2, isPrefix: true, limit: 10);

        Assert.Equal(["rembrandesk", "rembrandt"], found.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First)).Select(word => Encoding.UTF8.GetString(source.Word(word))).Order(StringComparer.Ordinal));
    }

    // Optimal string alignment over code points, by the book.
    private static int Distance(string left, string right)
    {
        var (a, b) = (left.EnumerateRunes().ToArray(), right.EnumerateRunes().ToArray());
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
