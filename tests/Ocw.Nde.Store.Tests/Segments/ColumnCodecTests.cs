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
            BitPacking.Unpack(bytes, stored, 7, 1, back);
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

            var size = new ColumnEncoder().Encode(column, 0, bytes).Bytes;

            Assert.True(size <= ColumnCodec.MaxBytes(column.Length), $"seed {seed}: {size} bytes");
            var back = new ulong[column.Length];
            ColumnCodec.Decode(bytes.AsSpan(0, size + BitPacking.Padding), back, 0, back.Length);
            Assert.True(back.AsSpan().SequenceEqual(column), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("constant", 4)]
    [InlineData("few", 300)]
    [InlineData("runs", 130)]
    [InlineData("steps", 750)]
    [InlineData("mixed", 1500)]
    [InlineData("seconds", 3850)]
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
            "mixed" => few[i % 2] + (ulong)random.Next(1000),
            "seconds" => (11UL << 60) + ((ulong)random.Next(350_000_000) * 1000 << 13) + 1,
            _ => sum += (ulong)random.Next(1, 32),
        }).ToArray();
        Assert.InRange(new ColumnEncoder().Encode(column, 0, new byte[ColumnCodec.MaxBytes(column.Length)]).Bytes, 1, most);
    }

    [Fact]
    public void Any_block_comes_back_column_by_column()
    {
        var encoder = new ColumnEncoder();
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var rows = Block(random);
            var bytes = new byte[BlockCodec.MaxBytes];

            var size = encoder.EncodeBlock(rows, bytes);

            for (var column = 0; column < 4; column++)
            {
                var back = new ulong[rows.Count];
                BlockCodec.Decode(bytes.AsSpan(0, size), column, rows.Count, back);
                Assert.True(back.AsSpan().SequenceEqual(rows.Column(column).AsSpan(0, rows.Count)), $"seed {seed}, column {column}");
                var from = random.Next(rows.Count);
                var to = random.Next(from, rows.Count) + 1;
                Array.Clear(back);
                BlockCodec.Decode(bytes.AsSpan(0, size), column, rows.Count, from, to, back);
                Assert.True(back.AsSpan(from, to - from).SequenceEqual(rows.Column(column).AsSpan(from, to - from)), $"seed {seed}, column {column}, rows {from} to {to}");
            }
        }
    }

    [Fact]
    public void Objects_are_split_by_the_predicates_that_stand_before_them()
    {
        var random = new Random(5);
        var rows = new RowBuffer { Count = BlockCodec.Rows };
        for (var i = 0; i < BlockCodec.Rows; i++)
        {
            (rows.A[i], rows.B[i]) = ((2UL << 60) + (ulong)(i / 8), (2UL << 60) + (ulong)(i % 8));
            rows.C[i] = ((ulong)(i % 8) << 60) + ((ulong)(i % 8) << 50) + (ulong)random.Next(100);
        }

        var size = new ColumnEncoder().EncodeBlock(rows, new byte[BlockCodec.MaxBytes]);

        // Three bits of predicate, seven of object, one byte a subject.
        Assert.InRange(size, 1, BlockCodec.Rows * 2);
    }

    private static RowBuffer Block(Random random)
    {
        var rows = new RowBuffer { Count = random.Next(4) == 0 ? BlockCodec.Rows : random.Next(1, BlockCodec.Rows + 1) };
        var bases = Enumerable.Range(0, random.Next(1, 300)).Select(_ => Number(random)).ToArray();
        var shift = random.Next(64);
        for (var i = 0; i < rows.Count; i++)
        {
            var predicate = random.Next(bases.Length);
            (rows.A[i], rows.B[i], rows.D[i]) = (bases[i / 16 % bases.Length], (ulong)predicate, bases[i / 100 % bases.Length]);
            rows.C[i] = bases[predicate] + ((ulong)random.NextInt64(long.MaxValue) >> shift);
        }

        return rows;
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
