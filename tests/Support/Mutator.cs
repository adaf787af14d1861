namespace Ocw.Nde.TestSupport;

/// <summary>Makes broken inputs from good ones: flips, cuts, repeats, splices, and pieces that mean something to the grammar.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> pieces, int maxLength)
{
    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var input = Pick(seeds).ToList();
        for (var changes = 1 << random.Next(5); changes > 0; changes--)
            Change(input);
        if (input.Count > maxLength)
            input.RemoveRange(maxLength, input.Count - maxLength);
        return [.. input];
    }

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        switch (random.Next(8))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, Math.Min(random.Next(1, 40), input.Count - at));
                break;
            case 3:
                var from = random.Next(input.Count + 1);
                input.InsertRange(at, input.GetRange(from, Math.Min(random.Next(1, 60), input.Count - from)));
                break;
            case 4:
                // The same piece very often: nesting, long tokens.
                var piece = Pick(pieces);
                for (var times = 1 << random.Next(11); times > 0 && input.Count < maxLength; times--)
                    input.InsertRange(at, piece);
                break;
            case 5:
                var other = Pick(seeds);
                var start = random.Next(other.Length);
                input.InsertRange(at, other[start..Math.Min(other.Length, start + random.Next(1, 200))]);
                break;
            default:
                input.InsertRange(at, Pick(pieces));
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
