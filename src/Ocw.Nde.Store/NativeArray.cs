using System.Runtime.InteropServices;

namespace Ocw.Nde.Store;

/// <summary>An array outside the garbage collector's memory that grows in place: for the rows of a load, which would else be cleared and copied at each growth.</summary>
/// <remarks>The content of what is new is not cleared. Not safe for concurrent changes of size.</remarks>
internal sealed unsafe class NativeArray<T> : SafeHandle
    where T : unmanaged
{
    // Small ones need not be told of.
    private const nuint LeastPressure = 1 << 20;

    private nuint _pressure;

    /// <param name="length">The number of elements at first; none by default.</param>
    internal NativeArray(int length = 0)
        : base(0, ownsHandle: true) => Resize(length);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The number of elements.</summary>
    internal int Length { get; private set; }

    /// <summary>All elements, none after disposal; not valid any more after <see cref="Resize"/>.</summary>
    internal Span<T> Span => new((void*)handle, Length);

    /// <summary>Makes the array so long, keeping what it holds.</summary>
    internal void Resize(int length)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (length == Length)
            return;
        var bytes = checked((nuint)length * (nuint)sizeof(T));
        handle = (nint)NativeMemory.Realloc((void*)handle, bytes);
        Length = length;

        Press(bytes < LeastPressure ? 0 : bytes);
    }

    /// <summary>Makes the array at least so long; what it holds may be lost.</summary>
    internal void Reserve(int length)
    {
        if (Length >= length)
            return;
        Resize(0);
        Resize(length);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // Whoever comes too late finds nothing rather than memory that is someone else's.
        NativeMemory.Free((void*)handle);
        handle = 0;
        Length = 0;
        Press(0);
        return true;
    }

    // The collector does not see this memory; it should know that there is less left for itself.
    private void Press(nuint bytes)
    {
        if (bytes > _pressure)
            GC.AddMemoryPressure((long)(bytes - _pressure));
        else if (bytes < _pressure)
            GC.RemoveMemoryPressure((long)(_pressure - bytes));
        _pressure = bytes;
    }
}
