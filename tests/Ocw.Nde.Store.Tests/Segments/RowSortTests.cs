using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Tests.Segments;

public class RowSortTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(100, 8)]
    [InlineData(5000, 8)]
    [InlineData(5000, 24)]
    [InlineData(3000, 60)]
    public void Rows_are_sorted_as_their_keys_compare(int count, int bits)
    {
        var random = new Random(count + bits);
        var rows = new QuadKey[count];
        for (var i = 0; i < count; i++)
            rows[i] = new QuadKey(Id(random, bits), Id(random, 4), Id(random, bits), Id(random, Math.Min(bits, 20)));
        var order = Enumerable.Range(0, count).ToArray();

        using var sort = new RowSort();
        sort.ByGraphAndSubject(order, rows);

        var sorted = order.Select(i => rows[i]).ToArray();
        Assert.Equal(rows.OrderBy(row => (row.D, row.A, row.B, row.C)), sorted);

        order = [.. Enumerable.Range(0, count)];
        sort.BySubject(order, sorted);
        Assert.Equal(rows.OrderBy(row => row), order.Select(i => sorted[i]));

        // Stable: rows that are equal in the column stay in order of the others.
        sort.By(2, order, sorted);
        Assert.Equal(rows.OrderBy(row => (row.C, row)), order.Select(i => sorted[i]));
        sort.By(1, order, sorted);
        Assert.Equal(rows.OrderBy(row => (row.B, row.C, row)), order.Select(i => sorted[i]));
    }

    [Fact]
    public void Squeezed_numbers_compare_as_the_numbers_do()
    {
        var random = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            var varying = (ulong)random.NextInt64(long.MinValue, long.MaxValue) & (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var common = (ulong)random.NextInt64() & ~varying;
            var squeeze = new KeySqueeze(varying);
            var numbers = Enumerable.Range(0, 50).Select(_ => common | ((ulong)random.NextInt64(long.MinValue, long.MaxValue) & varying)).ToArray();
            Assert.Equal(numbers.Order(), numbers.OrderBy(squeeze.Take));
            Assert.All(numbers, number => Assert.Equal(squeeze.Take(number), squeeze.TakeRuns(number)));
            Assert.All(numbers, number => Assert.True(squeeze.Bits == 64 || squeeze.Take(number) >> squeeze.Bits == 0));
        }
    }

    private static ulong Id(Random random, int bits) => ((ulong)random.Next(1, 4) << 60) | ((ulong)random.NextInt64() & ((1UL << bits) - 1));
}
