using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Store.Files;

/// <summary>
/// The syncs of the C library, with their result checked. .NET 10 on Linux returns normally from <c>FileStream.Flush(true)</c> and
/// <c>RandomAccess.FlushToDisk</c> when the kernel's fsync fails, and it has no sync of a directory.
/// </summary>
internal static partial class Libc
{
    private const int Eintr = 4;
    private const int ReadOnly = 0;

    // O_DIRECTORY | O_CLOEXEC of Linux on x64 and arm64 differ in O_DIRECTORY; a plain read-only open of a folder is enough for fsync.
    private const int CloseOnExecLinux = 0x80000;

    /// <summary>Makes the content of a file durable.</summary>
    /// <exception cref="IOException">The kernel could not write; the file must be taken as damaged.</exception>
    internal static void SyncFile(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (fsync(file) != 0)
            ThrowUnlessInterrupted("fsync", path);
    }

    /// <summary>Makes the content of a file durable and of what is known about it only its length, which is cheaper where that stays.</summary>
    /// <exception cref="IOException">The kernel could not write; the file must be taken as damaged.</exception>
    internal static void SyncData(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            SyncFile(file, path);
            return;
        }

        while (fdatasync(file) != 0)
            ThrowUnlessInterrupted("fdatasync", path);
    }

    /// <summary>Makes the names in a folder durable. Windows journals them itself.</summary>
    internal static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        int descriptor;
        while ((descriptor = open(path, OperatingSystem.IsLinux() ? ReadOnly | CloseOnExecLinux : ReadOnly)) < 0)
            ThrowUnlessInterrupted("open", path);
        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        while (fsync(folder) != 0)
            ThrowUnlessInterrupted("fsync", path);
    }

    /// <summary>Makes everything durable that was written to the file system of a folder: for many files at once. Windows writes through in its own time.</summary>
    /// <exception cref="IOException">The kernel could not write.</exception>
    internal static void SyncFileSystem(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!OperatingSystem.IsLinux())
        {
            // Without a call for one file system, each file and folder is synced by itself.
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read);
                SyncFile(handle, file);
            }

            foreach (var folder in Directory.EnumerateDirectories(path, "*", SearchOption.AllDirectories).Append(path))
                SyncDirectory(folder);
            return;
        }

        int descriptor;
        while ((descriptor = open(path, ReadOnly | CloseOnExecLinux)) < 0)
            ThrowUnlessInterrupted("open", path);
        using var root = new SafeFileHandle(descriptor, ownsHandle: true);
        while (syncfs(root) != 0)
            ThrowUnlessInterrupted("syncfs", path);
    }

    private static void ThrowUnlessInterrupted(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Eintr)
            throw new IOException($"{call} of '{path}' failed: {new Win32Exception(error).Message} (errno {error}).", error);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int syncfs(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);
}
