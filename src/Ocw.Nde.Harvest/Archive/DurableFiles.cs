using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Harvest;

/// <summary>Writes that are on the disk when the call returns, or throw.</summary>
/// <remarks>
/// On Linux, .NET 10 does not report a failed fsync (<c>FileStream.Flush(true)</c> returns normally on EIO and ENOSPC) and cannot sync a folder,
/// so both are asked of the C library directly and their results are checked.
/// </remarks>
internal static partial class DurableFiles
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY on Linux; macOS opens folders read-only without a flag.

    /// <summary>Waits until the bytes of the file are on the disk.</summary>
    /// <exception cref="IOException">The disk did not take them.</exception>
    public static void Flush(FileStream file)
    {
        file.Flush(flushToDisk: false);
        if (OperatingSystem.IsWindows())
            file.Flush(flushToDisk: true);
        else if (FSync(file.SafeFileHandle) != 0)
            throw Failed($"{file.Name} could not be written to the disk");
    }

    /// <summary>Waits until names that were made or changed in the folder are on the disk.</summary>
    /// <exception cref="IOException">The disk did not take them.</exception>
    public static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Open(directory, OperatingSystem.IsLinux() ? ReadOnlyDirectory : 0, 0);
        if (handle.IsInvalid || FSync(handle) != 0)
            throw Failed($"the folder {directory} could not be written to the disk");
    }

    /// <summary>Makes a folder and its missing parents, durably.</summary>
    public static void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
            return;
        var parent = Path.GetDirectoryName(directory)!;
        CreateDirectory(parent);
        Directory.CreateDirectory(directory);
        FlushDirectory(parent);
    }

    /// <summary>Replaces a file in one step: whoever reads it sees the old content or the new, also after a power cut.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            Flush(file);
        }

        File.Move(temporary, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    private static IOException Failed(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);
}
