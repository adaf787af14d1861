using Ocw.Nde.Store.Segments;

namespace Ocw.Nde.Store.Tests.Segments;

public class ColumnCodecTests
{
    [Fact]
    public void Every_width_of_packed_numbers_comes_back()
    {
        var random = new Random(1);
        for (var width = 0; width <= 64; width++)
        {
            var numbers = new ulong[width % 3 == 0 ? BitPacking.Group : random.Next(6, BitPacking.Group)];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = width == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - width);
            numbers[5] = width == 0 ? 0 : ulong.MaxValue >> (64 - width);

            var stored = BitPacking.WidthOf(numbers.Max());
            Assert.True(stored == width || stored == 64);
            var bytes = new byte[BitPacking.BytesOf(stored, numbers.Length) + BitPacking.Padding];
            BitPacking.Pack(numbers, stored, bytes);
            var back = new ulong[numbers.Length];
            BitPacking.Unpack(bytes, stored, 7, back);
            Assert.Equal(numbers.Select(number => unchecked(number + 7)), back);
        }
    }

    [Fact]
    public void Any_column_comes_back_and_takes_no_more_than_its_ceiling()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var column = Column(random);
            var bytes = new byte[ColumnCodec.MaxBytes(column.Length) + BitPacking.Padding];

            var size = ColumnCodec.Encode(column, bytes);

            Assert.True(size <= ColumnCodec.MaxBytes(column.Length), $"seed {seed}: {size} bytes");
            var back = new ulong[column.Length];
            ColumnCodec.Decode(bytes.AsSpan(0, size + BitPacking.Padding), back);
            Assert.True(back.AsSpan().SequenceEqual(column), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("constant", 9)]
    [InlineData("few", 310)]
    [InlineData("runs", 130)]
    [InlineData("steps", 900)]
    public void Columns_of_the_usual_kinds_take_few_bytes(string kind, int most)
    {
        var random = new Random(3);
        ulong[] few = [1UL << 60, (2UL << 60) + 77, (7UL << 60) + 123456789, (4UL << 60) + 5];
        var sum = 2UL << 60;
        var column = Enumerable.Range(0, BlockCodec.Rows).Select(i => kind switch
        {
            "constant" => few[1],
            "few" => few[random.Next(few.Length)],
            "runs" => few[i / 100 % few.Length],
            _ => sum += (ulong)random.Next(1, 32),
        }).ToArray();
        Assert.InRange(ColumnCodec.Encode(column, new byte[ColumnCodec.MaxBytes(column.Length)]), 1, most);
    }

    private static ulong[] Column(Random random)
    {
        var rows = random.Next(8) == 0 ? BlockCodec.Rows : random.Next(1, BlockCodec.Rows + 1);
        var distinct = new ulong[random.Next(1, 400)];
        for (var i = 0; i < distinct.Length; i++)
            distinct[i] = Number(random);
        var (kind, shift, value) = (random.Next(6), random.Next(64), Number(random));
        var column = new ulong[rows];
        for (var i = 0; i < rows; i++)
        {
            value = kind switch
            {
                0 => Number(random),
                1 => distinct[random.Next(distinct.Length)],
                2 => random.Next(40) == 0 ? distinct[random.Next(distinct.Length)] : value,
                3 => value + ((ulong)random.NextInt64(0, long.MaxValue) >> shift),
                4 => value - ((ulong)random.NextInt64(0, long.MaxValue) >> shift),
                _ => value,
            };
            column[i] = value;
        }

        return column;
    }

    private static ulong Number(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
}
