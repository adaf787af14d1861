namespace Ocw.Nde.Harvest;

/// <summary>How much is asked at once: halved when an endpoint cannot manage, doubled again slowly when it can.</summary>
internal sealed class SparqlBatches(int most)
{
    private const int GoodToDouble = 20;

    private int _good;
    private int _ceiling = most;

    /// <summary>How much is asked now.</summary>
    public int Size { get; private set; } = most;

    /// <summary>How many times it was halved.</summary>
    public int Halved { get; private set; }

    /// <summary>The endpoint cannot manage as much. Whether something smaller can be asked.</summary>
    public bool Halve()
    {
        if (Size <= 1)
            return false;
        Size = Math.Max(1, Size / 2);
        Halved++;
        _good = 0;
        return true;
    }

    /// <summary>The endpoint never gives more than this.</summary>
    public void Cap(int ceiling)
    {
        _ceiling = Math.Max(1, Math.Min(_ceiling, ceiling));
        Size = Math.Min(Size, _ceiling);
    }

    /// <summary>An answer came well.</summary>
    public void Good()
    {
        if (Size < _ceiling && ++_good >= GoodToDouble)
        {
            Size = Math.Min(_ceiling, Size * 2);
            _good = 0;
        }
    }
}
