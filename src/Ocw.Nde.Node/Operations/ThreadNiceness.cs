using System.Runtime.InteropServices;

namespace Ocw.Nde.Node.Operations;

/// <summary>
/// The share of the processor that a thread gets. .NET's own thread priorities do nothing on Linux; there the nice value of a thread does, and raising
/// it needs no rights. Elsewhere this does nothing.
/// </summary>
internal static partial class ThreadNiceness
{
    // PRIO_PROCESS with the id of a thread: on Linux each thread has a nice value of its own (man 2 setpriority).
    private const int Process = 0;

    /// <summary>The system's id of the calling thread, or 0 where there is none that this can use.</summary>
    public static int CurrentThread => OperatingSystem.IsLinux() ? gettid() : 0;

    /// <summary>Gives a thread less of the processor: at 10 about a tenth of what others get beside it. It cannot be taken back.</summary>
    /// <returns>Whether the system did so.</returns>
    public static bool Raise(int thread, int nice) => thread != 0 && setpriority(Process, thread, nice) == 0;

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int gettid();

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int setpriority(int which, int who, int value);
}
